import { accountTexts } from '../../locales/account.ts';
import { textsOf } from '../../utils/appearance.ts';

/** The way on where signing in has ended. */
export function SignInAgain() {
  return <a href="#/sign-in">{textsOf(accountTexts).signInAgain}</a>;
}
