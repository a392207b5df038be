import type { ReattachTexts } from '../../locales/reattach.ts';
import { diffText } from '../../utils/annotation/diff-text.ts';
import { DoubtfulIcon } from './place-icons.tsx';

interface PlaceQuestionProps {
  texts: ReattachTexts;
  /** As it was marked, and as it stands at the likely place. */
  quote: string;
  here: string;
  onConfirm: () => void;
  onReattach: () => void;
}

/** Asks whether a likely place is the right one, old and new wording in one line. */
export function PlaceQuestion({ texts, quote, here, onConfirm, onReattach }: PlaceQuestionProps) {
  const parts = diffText(flat(quote), flat(here));
  const isSame = parts.every((part) => part.kind === 'same');
  const same = here === '' ? texts.doubtfulImage : texts.doubtfulSame;
  return (
    <div class="question">
      <p class="state warn">
        <DoubtfulIcon />
        <b>{texts.doubtful}</b>
        <span class="muted">{isSame ? same : texts.doubtfulWhy}</span>
      </p>
      <p class="quote">
        {parts.map(({ kind, text }, at) => {
          const key = `${at}${kind}`;
          if (kind === 'removed') return <del key={key}>{text}</del>;
          if (kind === 'added') return <ins key={key}>{text}</ins>;
          return <span key={key}>{text}</span>;
        })}
      </p>
      <p class="row">
        <button type="button" class="button primary" onClick={onConfirm}>
          {texts.rightHere}
        </button>
        <button type="button" class="button" onClick={onReattach}>
          {texts.elsewhere}
        </button>
      </p>
    </div>
  );
}

/** White space is no difference to a reader. */
function flat(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}
