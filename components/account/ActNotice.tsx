import { Notice } from '../controls/Notice.tsx';
import type { Act } from './use-act.ts';

/** How it ended: read out, and in place. */
export function ActNotice({ act }: { act: Pick<Act, 'said'> }) {
  if (!act.said) return null;
  return (
    <Notice kind={act.said.isWrong ? 'danger' : 'plain'} isBlock>
      {act.said.words}
    </Notice>
  );
}
