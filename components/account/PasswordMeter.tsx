import { accountTexts } from '../../locales/account.ts';
import { MIN_PASSWORD_LENGTH, RECOMMENDED_PASSWORD_LENGTH } from '../../protocol/account.ts';
import { textsOf } from '../../utils/appearance.ts';
import styles from './PasswordMeter.module.css';
import { passwordStrength } from './password-strength.ts';

/** How long the password is, as a line and in words. The notch stands at the least length. */
export function PasswordMeter({ password }: { password: string }) {
  const texts = textsOf(accountTexts);
  const { level, length } = passwordStrength(password);
  return (
    <span class={styles.meter}>
      <span class={styles.track} aria-hidden="true">
        <span
          class={styles.bar}
          data-level={level}
          style={{ width: `${Math.min(100, (length / RECOMMENDED_PASSWORD_LENGTH) * 100)}%` }}
        />
        <span
          class={styles.notch}
          style={{ left: `${(MIN_PASSWORD_LENGTH / RECOMMENDED_PASSWORD_LENGTH) * 100}%` }}
        />
      </span>
      {level !== 'empty' && (
        <span class={styles.words} role="status">
          {level === 'short' && texts.passwordShort(MIN_PASSWORD_LENGTH - length)}
          {level === 'fair' && texts.passwordFair}
          {level === 'good' && texts.passwordGood}
          {level === 'long' && texts.passwordLong}
        </span>
      )}
      <span>{texts.passwordRule}</span>
    </span>
  );
}
