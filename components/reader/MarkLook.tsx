import { readingTexts } from '../../locales/reading.ts';
import { textsOf } from '../../utils/appearance.ts';
import { type Library, MARK_COLOURS, type Mark } from '../../utils/library/library.ts';
import { MarkShape, markName } from '../controls/MarkShape.tsx';
import { attempt } from '../library/attempt.ts';
import styles from './MarkLook.module.css';
import { StyleButton } from './StyleButton.tsx';

/** Gives a mark another colour or style. */
export function MarkLook({ library, mark }: { library: Library; mark: Mark }) {
  const texts = textsOf(readingTexts);
  return (
    <span class={styles.look}>
      {MARK_COLOURS.map((colour) => (
        <button
          key={colour}
          type="button"
          class={styles.swatch}
          aria-pressed={colour === mark.colour}
          aria-label={texts.changeColour(markName(colour))}
          title={texts.changeColour(markName(colour))}
          onClick={() => void attempt(library.editMark(mark.id, { colour }))}
        >
          <MarkShape colour={colour} name={null} size={10} />
        </button>
      ))}
      <StyleButton
        style={mark.style}
        class={styles.swatch}
        onStyle={(style) => void attempt(library.editMark(mark.id, { style }))}
      />
    </span>
  );
}
