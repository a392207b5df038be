import { Lock } from 'lucide-preact';
import { useId, useLayoutEffect, useRef } from 'preact/hooks';
import { optionsTexts } from '../../locales/options.ts';
import { textsOf } from '../../utils/appearance.ts';
import { useFocusGoesBack } from '../account/use-focus-goes-back.ts';
import { Button } from '../controls/Button.tsx';
import { Icon } from '../controls/Icon.tsx';
import styles from './PermissionCard.module.css';

interface PermissionCardProps {
  host: string;
  onAsk: () => void;
  onLater: () => void;
}

/** What for, what not, how to take it back: said before the browser asks. */
export function PermissionCard({ host, onAsk, onLater }: PermissionCardProps) {
  const texts = textsOf(optionsTexts);
  const id = useId();
  const ask = useRef<HTMLButtonElement>(null);
  const self = useRef<HTMLElement>(null);
  useFocusGoesBack(self);
  useLayoutEffect(() => ask.current?.focus(), []);
  return (
    <section ref={self} class={styles.card} aria-labelledby={id}>
      <Icon of={Lock} class={styles.icon} />
      <div>
        <h3 id={id} class={styles.title}>
          {texts.permissionTitle(host)}
        </h3>
        <dl class={styles.list}>
          <dt>{texts.permissionFor}</dt>
          <dd>{texts.permissionForWords}</dd>
          <dt>{texts.permissionNot}</dt>
          <dd>{texts.permissionNotWords}</dd>
          <dt>{texts.permissionBack}</dt>
          <dd>{texts.permissionBackWords}</dd>
        </dl>
        <div class={styles.actions}>
          <Button kind="primary" ref={ask} onClick={onAsk}>
            {texts.askBrowser}
          </Button>
          <Button kind="quiet" onClick={onLater}>
            {texts.later}
          </Button>
        </div>
      </div>
    </section>
  );
}
