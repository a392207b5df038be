import type { ComponentType } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { lazyTexts } from '../../locales/lazy.ts';
import { textsOf } from '../../utils/appearance.ts';
import { Button } from './Button.tsx';
import { EmptyState } from './EmptyState.tsx';

/** A component whose script is loaded when it is first drawn, or before by `load`; until then nothing stands in its place. */
export function lazily<Props extends object>(
  bring: () => Promise<ComponentType<Props>>,
): { (props: Props): preact.JSX.Element | null; load: () => Promise<void> } {
  let Loaded: ComponentType<Props> | null = null;
  const load = async () => {
    Loaded ??= await bring();
  };
  function Lazy(props: Props) {
    const [state, setState] = useState<'loading' | 'here' | 'failed'>(Loaded ? 'here' : 'loading');
    useEffect(() => {
      let isWanted = true;
      load().then(
        () => isWanted && setState('here'),
        () => isWanted && setState('failed'),
      );
      return () => {
        isWanted = false;
      };
    }, []);
    if (state === 'failed') return <LoadAgain />;
    return Loaded && <Loaded {...props} />;
  }
  return Object.assign(Lazy, { load });
}

/** The files of a page go while it is open only where the extension was updated or removed. */
function LoadAgain() {
  const texts = textsOf(lazyTexts);
  return (
    <EmptyState actions={<Button onClick={() => location.reload()}>{texts.again}</Button>}>
      {texts.failed}
    </EmptyState>
  );
}
