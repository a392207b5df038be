import type { SecurityResponse } from '../../protocol/account-security.ts';

/** What a section of 账号安全 works with. */
export interface SecurityProps {
  security: SecurityResponse;
  /** Asks the service anew, once something was changed. */
  reload: () => Promise<void>;
}

/** What the form of one way to sign in is given. */
export interface WayFormProps extends SecurityProps {
  /** What the form shows now is shown once: nothing but `onDone` may take it away. */
  onHold: () => void;
  /** Closes the form; with words, where something was done. */
  onDone: (words?: string) => void;
}
