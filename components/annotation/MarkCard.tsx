import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { MarkTexts } from '../../locales/marks.ts';
import { MARK_COLOURS, type Mark, type MarkColour } from '../../utils/library/library.ts';
import { MarkIcon } from './MarkIcon.tsx';
import { MarkShape } from './MarkShape.tsx';
import { NoteField } from './NoteField.tsx';
import type { NoteWriter } from './note-writer.ts';
import { PlaceQuestion } from './PlaceQuestion.tsx';
import { usePlaceBesideRange } from './place-float.ts';
import { TagField } from './TagField.tsx';

export interface MarkCardProps {
  texts: MarkTexts;
  language: string;
  mark: Mark;
  status: 'found' | 'doubtful';
  range: Range;
  writer: NoteWriter;
  focus: 'note' | 'tag' | null;
  problem: string | null;
  knownTags: string[];
  lostCount: number;
  onColour: (colour: MarkColour) => void;
  onStyle: () => void;
  onAddTag: (name: string) => void;
  onRemoveTag: (tagId: string) => void;
  onDelete: () => void;
  onCopyLink: () => void;
  onConfirm: () => void;
  onReattach: () => void;
  onShowLost: () => void;
  onClose: () => void;
}

/** The sheet that opens on a mark: its note, tags, colour, and what has to be decided about it. */
export function MarkCard(props: MarkCardProps) {
  const { texts, mark, status, range, writer, lostCount } = props;
  const self = useRef<HTMLDivElement>(null);
  const [isMoreOpen, setMoreOpen] = useState(false);
  usePlaceBesideRange(self, range, 'bottom');
  useLayoutEffect(() => {
    if (props.focus === null) self.current?.focus({ preventScroll: true });
  }, [props.focus]);
  const name = texts[`colour${mark.colour}`];
  return (
    <div class="place float card" ref={self} role="dialog" aria-label={texts.card(name)} tabIndex={-1}>
      <header>
        <MarkShape colour={mark.colour} />
        <b>{name}</b>
        <span class="muted">{formatTime(mark.createdAt, props.language)}</span>
        <span class="grow" />
        <button
          type="button"
          class={`button quiet square style-${mark.style}`}
          aria-label={styleName(texts, mark)}
          onClick={props.onStyle}
        >
          <MarkIcon name="style" />
        </button>
        <button
          type="button"
          class="button quiet square"
          aria-label={texts.more}
          aria-expanded={isMoreOpen}
          onClick={() => setMoreOpen(!isMoreOpen)}
        >
          <MarkIcon name="more" />
        </button>
      </header>
      {isMoreOpen && (
        <div class="colours">
          {MARK_COLOURS.map((colour) => (
            <button
              key={colour}
              type="button"
              class={`swatch ${colour === mark.colour ? 'on' : ''}`}
              aria-label={texts.changeColour(texts[`colour${colour}`])}
              aria-pressed={colour === mark.colour}
              onClick={() => props.onColour(colour)}
            >
              <i class={`k${colour}`}>
                <MarkShape colour={colour} />
              </i>
            </button>
          ))}
          <span class="grow" />
          {lostCount > 0 && (
            <button type="button" class="button quiet" onClick={props.onShowLost}>
              {texts.lostCount(lostCount)}
            </button>
          )}
        </div>
      )}
      {status === 'doubtful' && (
        <PlaceQuestion
          texts={texts}
          quote={mark.quote}
          here={range.toString()}
          onConfirm={props.onConfirm}
          onReattach={props.onReattach}
        />
      )}
      <div class="body">
        <NoteField texts={texts} writer={writer} takesFocus={props.focus === 'note'} />
        <TagField
          texts={texts}
          tags={mark.tags}
          known={props.knownTags}
          takesFocus={props.focus === 'tag'}
          onAdd={props.onAddTag}
          onRemove={props.onRemoveTag}
        />
        {props.problem && (
          <p class="failure" role="alert">
            <MarkIcon name="warn" small />
            {props.problem}
          </p>
        )}
      </div>
      <footer>
        <NoteStateLine texts={texts} writer={writer} />
        <span class="grow" />
        <button type="button" class="button quiet plain" onClick={props.onClose}>
          {texts.escape}
        </button>
        <button
          type="button"
          class="button quiet square"
          aria-label={texts.copyLink}
          onClick={props.onCopyLink}
        >
          <MarkIcon name="link" />
        </button>
        <button type="button" class="button quiet square" aria-label={texts.remove} onClick={props.onDelete}>
          <MarkIcon name="remove" />
        </button>
      </footer>
    </div>
  );
}

function NoteStateLine({ texts, writer }: { texts: MarkTexts; writer: NoteWriter }) {
  const state = writer.state.value;
  if (state === 'stored') {
    return (
      <span class="state ok" role="status">
        <MarkIcon name="check" small />
        {texts.stored}
      </span>
    );
  }
  const words = {
    typing: texts.saving,
    drafted: texts.drafted,
    saving: texts.saving,
    failed: '',
    orphaned: '',
  }[state];
  return (
    <span class="state" aria-live="off">
      {words}
    </span>
  );
}

function styleName(texts: MarkTexts, mark: Mark): string {
  return { ground: texts.styleGround, underline: texts.styleUnderline, wavy: texts.styleWavy }[mark.style];
}

/** 11 月 20 日 21:14; with the year where it isn't this one. */
function formatTime(time: number, language: string): string {
  const date = new Date(time);
  const isThisYear = date.getFullYear() === new Date().getFullYear();
  const clock = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const;
  if (language === 'en') {
    const year = isThisYear ? {} : ({ year: 'numeric' } as const);
    return new Intl.DateTimeFormat('en', { month: 'short', day: 'numeric', ...year, ...clock }).format(time);
  }
  const day = `${date.getMonth() + 1} 月 ${date.getDate()} 日`;
  const hour = new Intl.DateTimeFormat(language, clock).format(time);
  return `${isThisYear ? '' : `${date.getFullYear()} 年 `}${day} ${hour}`;
}
