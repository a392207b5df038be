import { useState } from 'preact/hooks';
import { optionsTexts } from '../../locales/options.ts';
import { LONGEST_MARK_NAME, markNames, setMarkName, textsOf } from '../../utils/appearance.ts';
import type { MarkColour } from '../../utils/library/library.ts';
import { MarkShape, ourMarkName } from '../controls/MarkShape.tsx';
import { TextField } from '../controls/TextField.tsx';
import styles from './Settings.module.css';

const COLOURS: readonly MarkColour[] = [1, 2, 3, 4, 5];

/** What the five colours of marks are called, here and in pages. Kept at each key stroke; an empty name is ours. */
export function MarkNames() {
  const texts = textsOf(optionsTexts);
  return (
    <fieldset class={styles.markNames}>
      <legend>{texts.markNames}</legend>
      {COLOURS.map((colour) => (
        <MarkName key={colour} colour={colour} />
      ))}
      <p class={styles.meta}>{texts.markNamesHelp}</p>
    </fieldset>
  );
}

/** What is typed stands as it was typed: a space may be about to be followed by a letter. */
function MarkName({ colour }: { colour: MarkColour }) {
  const texts = textsOf(optionsTexts);
  const [typed, setTyped] = useState(markNames.value[`colour${colour}`] ?? '');
  return (
    <TextField
      label={texts.markNameOf(ourMarkName(colour))}
      isLabelHidden
      value={typed}
      placeholder={ourMarkName(colour)}
      maxLength={LONGEST_MARK_NAME}
      autocomplete="off"
      prefix={<MarkShape colour={colour} name={null} />}
      onInput={(name) => {
        setTyped(name);
        setMarkName(colour, name);
      }}
    />
  );
}
