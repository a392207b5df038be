import { ChevronDown } from 'lucide-preact';
import { accountTexts } from '../../locales/account.ts';
import { language, textsOf } from '../../utils/appearance.ts';
import { Icon } from '../controls/Icon.tsx';
import { TextField } from '../controls/TextField.tsx';
import styles from './AccountForm.module.css';
import { PHONE_REGIONS } from './normalise-phone.ts';

interface PhoneFieldProps {
  label?: string;
  prefix: string;
  typed: string;
  error: string | null;
  onPrefix: (prefix: string) => void;
  onTyped: (typed: string) => void;
}

/** Country code and number in one box. */
export function PhoneField({ label, prefix, typed, error, onPrefix, onTyped }: PhoneFieldProps) {
  const texts = textsOf(accountTexts);
  const names = new Intl.DisplayNames(language.value, { type: 'region' });
  return (
    <TextField
      size="l"
      label={label ?? texts.phone}
      inputMode="tel"
      autocomplete="tel"
      name="phone"
      value={typed}
      onInput={onTyped}
      error={error}
      prefix={
        <span class={styles.prefix}>
          <span aria-hidden="true">{prefix}</span>
          <Icon of={ChevronDown} size={14} />
          <select
            aria-label={texts.country}
            value={prefix}
            onChange={(event) => onPrefix(event.currentTarget.value)}
          >
            {PHONE_REGIONS.map(({ region, prefix: value }) => (
              <option key={value} value={value}>
                {`${value} ${names.of(region) ?? region}`}
              </option>
            ))}
          </select>
        </span>
      }
    />
  );
}
