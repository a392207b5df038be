import { useState } from 'preact/hooks';
import { securityTexts } from '../../locales/security.ts';
import { textsOf } from '../../utils/appearance.ts';
import { Button } from '../controls/Button.tsx';
import styles from './SecurityView.module.css';

/** Shown once; they go when the reader says that they are kept. */
export function RecoveryCodes({ codes, onKept }: { codes: string[]; onKept: () => void }) {
  const texts = textsOf(securityTexts);
  const [copying, setCopying] = useState<'none' | 'done' | 'failed'>('none');
  return (
    <div class={styles.form}>
      <h3>{texts.recoveryCodes}</h3>
      <p role="status">{texts.recoveryWhy}</p>
      <ul class={styles.codes} translate={false}>
        {codes.map((code) => (
          <li key={code}>
            <code>{code}</code>
          </li>
        ))}
      </ul>
      <div class={styles.buttons}>
        <Button kind="primary" onClick={onKept}>
          {texts.recoverySaved}
        </Button>
        <Button
          onClick={() => {
            navigator.clipboard.writeText(codes.join('\n')).then(
              () => setCopying('done'),
              () => setCopying('failed'),
            );
          }}
        >
          {copying === 'done' ? texts.recoveryCopied : texts.recoveryCopy}
        </Button>
      </div>
      <p role="status">{copying === 'failed' && texts.recoveryNotCopied}</p>
    </div>
  );
}
