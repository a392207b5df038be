import { useState } from 'preact/hooks';
import { channelTexts } from '../../locales/channels.ts';
import { textsOf } from '../../utils/appearance.ts';
import { foldChannel, MAX_CHANNEL_LENGTH, MAX_CHANNELS } from '../../utils/sites/reader-channels.ts';
import { Button } from '../controls/Button.tsx';
import { TextField } from '../controls/TextField.tsx';
import { showToast } from '../controls/toasts.ts';
import styles from './Settings.module.css';

interface AddChannelProps {
  known: readonly string[];
  /** Of the reader's own. */
  count: number;
  /** Whether it was kept. */
  onAdd: (name: string) => Promise<boolean>;
}

/** A name becomes a channel; what was typed stays where it did not. */
export function AddChannel({ known, count, onAdd }: AddChannelProps) {
  const texts = textsOf(channelTexts);
  const [name, setName] = useState('');
  const [error, setError] = useState<string | null>(null);
  const submit = async (event: Event) => {
    event.preventDefault();
    const wanted = name.trim();
    const problem = problemOf(wanted, known, count);
    setError(problem);
    if (problem !== null || !(await onAdd(wanted))) return;
    setName('');
    showToast({ text: texts.added(wanted), detail: texts.detail });
  };
  return (
    <form class={styles.form} onSubmit={(event) => void submit(event)} noValidate>
      <TextField
        label={texts.add}
        help={texts.addHelp(MAX_CHANNEL_LENGTH)}
        error={error}
        autocomplete="off"
        value={name}
        onInput={(value) => {
          setName(value);
          setError(null);
        }}
      />
      <Button type="submit">{texts.addIt}</Button>
    </form>
  );
}

function problemOf(name: string, known: readonly string[], count: number): string | null {
  const texts = textsOf(channelTexts);
  const same = known.find((each) => foldChannel(each) === foldChannel(name));
  if (foldChannel(name) === '') return texts.empty;
  if ([...name].length > MAX_CHANNEL_LENGTH) return texts.tooLong(MAX_CHANNEL_LENGTH);
  if (same !== undefined) return texts.known(same);
  return count >= MAX_CHANNELS ? texts.full(MAX_CHANNELS) : null;
}
