import { securityTexts } from '../../locales/security.ts';
import { textsOf } from '../../utils/appearance.ts';
import { Button } from '../controls/Button.tsx';
import { Notice } from '../controls/Notice.tsx';
import { SignInAgain } from './SignInAgain.tsx';
import type { Act } from './use-act.ts';

interface ActNoticeProps {
  act: Pick<Act, 'said'>;
  /** Tries what failed once more. */
  onAgain?: () => void;
}

/** How it ended: read out, and in place; with a way on where it was wrong. */
export function ActNotice({ act, onAgain }: ActNoticeProps) {
  if (!act.said) return null;
  const { isWrong, words, isSignedOut } = act.said;
  const again = isWrong && onAgain && (
    <Button size="s" onClick={onAgain}>
      {textsOf(securityTexts).again}
    </Button>
  );
  return (
    <Notice kind={isWrong ? 'danger' : 'plain'} isBlock actions={isSignedOut ? <SignInAgain /> : again}>
      {words}
    </Notice>
  );
}
