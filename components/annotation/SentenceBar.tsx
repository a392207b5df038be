import type { ComponentChildren } from 'preact';
import type { sentenceTexts } from '../../locales/sentences.ts';
import { MARK_COLOURS } from '../../utils/library/library.ts';
import { MarkShape } from './MarkShape.tsx';

export interface SentenceBarProps {
  texts: (typeof sentenceTexts)['zh-CN'];
  /** Of the present sentence, from 1. */
  at: number;
  all: number;
  /** Single letters and digits do something. */
  hasKeys: boolean;
  onLeave: () => void;
}

/** The keys of marking by sentence, at the foot of the page. */
export function SentenceBar({ texts, at, all, hasKeys, onLeave }: SentenceBarProps) {
  return (
    <section class="float sentence-bar" aria-label={texts.name}>
      <p class="bar-head">
        <strong>{texts.name}</strong>
        <span class="muted">{all === 0 ? texts.nothing : texts.place(at, all)}</span>
        <button type="button" class="bar-leave" onClick={onLeave}>
          <kbd>Esc</kbd> {texts.leave}
        </button>
      </p>
      <p class="bar-keys">
        <Keys keys={['↑', '↓']}>{texts.move}</Keys>
        <Keys keys={['Shift ↓']}>{texts.join}</Keys>
        <Keys keys={['←', '→']}>{texts.clause}</Keys>
        {hasKeys ? (
          <span>
            {MARK_COLOURS.map((colour) => (
              <span key={colour} class="bar-colour">
                <kbd>{colour}</kbd>
                <MarkShape colour={colour} />
              </span>
            ))}
            {texts.mark}
          </span>
        ) : (
          <Keys keys={['Enter']}>{texts.mark}</Keys>
        )}
        <Keys keys={[hasKeys ? 'N' : 'Shift Enter']}>{texts.note}</Keys>
        <Keys keys={['Delete']}>{texts.remove}</Keys>
        {hasKeys && <Keys keys={['M', 'Shift M']}>{texts.marks}</Keys>}
        <span class="muted">{hasKeys ? texts.keysOn : texts.keysOff}</span>
      </p>
    </section>
  );
}

function Keys({ keys, children }: { keys: string[]; children: ComponentChildren }) {
  return (
    <span>
      {keys.map((key) => (
        <kbd key={key}>{key}</kbd>
      ))}{' '}
      {children}
    </span>
  );
}
