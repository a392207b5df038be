import { useState } from 'preact/hooks';
import { optionsTexts } from '../../locales/options.ts';
import { textsOf } from '../../utils/appearance.ts';
import { isSitePattern, patternOf } from '../../utils/sites/match-pattern.ts';
import { Button } from '../controls/Button.tsx';
import { TextField } from '../controls/TextField.tsx';
import { PermissionCard } from './PermissionCard.tsx';
import styles from './Settings.module.css';
import { hostOf, type SiteRow } from './site-rows.ts';

interface AddSiteProps {
  rows: readonly SiteRow[];
  /** Called within the reader's click on the card, where the browser may be asked. Whether the site is on now. */
  onAdd: (site: { pattern: string; host: string }) => Promise<boolean>;
}

/** An address becomes a site; before the browser asks, what for and what not. */
export function AddSite({ rows, onAdd }: AddSiteProps) {
  const texts = textsOf(optionsTexts);
  const [address, setAddress] = useState('');
  const [error, setError] = useState<string | null>(null);
  const [wanted, setWanted] = useState<string | null>(null);
  const submit = (event: Event) => {
    event.preventDefault();
    const pattern = patternFromWords(address);
    if (pattern === null) return setError(texts.addressBad);
    const known = rows.find((row) => row.pattern === pattern);
    if (known?.isOn && known.isGranted) return setError(texts.addressKnown(known.host));
    setWanted(pattern);
  };
  const add = async (pattern: string) => {
    setWanted(null);
    // What was refused can be asked for once more.
    if (await onAdd({ pattern, host: hostOf(pattern) })) setAddress('');
  };
  return (
    <>
      <form class={styles.form} onSubmit={submit} noValidate>
        <TextField
          label={texts.addSite}
          help={texts.addSiteHelp}
          error={error}
          inputMode="url"
          autocomplete="off"
          spellcheck={false}
          value={address}
          onInput={(value) => {
            setAddress(value);
            setError(null);
          }}
        />
        <Button type="submit">{texts.add}</Button>
      </form>
      {wanted && (
        <PermissionCard
          host={hostOf(wanted)}
          onAsk={() => void add(wanted)}
          onLater={() => setWanted(null)}
        />
      )}
    </>
  );
}

/** What people paste: a whole address, or only `example.cn`. */
function patternFromWords(words: string): string | null {
  const text = words.trim();
  const pattern = patternOf(/^[a-z]+:\/\//i.test(text) ? text : `https://${text}`);
  return pattern !== null && isSitePattern(pattern) && isHost(hostOf(pattern)) ? pattern : null;
}

/** One word is no site's name, but for this machine's own. */
function isHost(host: string): boolean {
  return host.includes('.') || host.endsWith('localhost');
}
