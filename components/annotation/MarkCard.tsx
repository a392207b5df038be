import type { ComponentChildren } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { MarkTexts } from '../../locales/marks.ts';
import { MARK_COLOURS, type Mark, type MarkColour } from '../../utils/library/library.ts';
import { Failure } from './Failure.tsx';
import { IconButton } from './IconButton.tsx';
import { MarkIcon } from './MarkIcon.tsx';
import { MarkShape } from './MarkShape.tsx';
import { NoteField } from './NoteField.tsx';
import type { NoteDrawing } from './NoteWords.tsx';
import type { NoteWriter } from './note-writer.ts';
import { usePlaceBesideRange } from './place-float.ts';
import { Swatch } from './Swatch.tsx';
import { TagField } from './TagField.tsx';

export interface MarkCardProps {
  texts: MarkTexts;
  language: string;
  mark: Mark;
  range: Range;
  writer: NoteWriter;
  focus: 'note' | 'tag' | null;
  /** Where its place is a likely one: whether that is the right one. */
  question: ComponentChildren;
  problem: string | null;
  knownTags: string[];
  lostCount: number;
  onColour: (colour: MarkColour) => void;
  onStyle: () => void;
  onAddTag: (name: string) => Promise<boolean>;
  onRemoveTag: (tagId: string) => void;
  onDelete: () => void;
  onCopyLink: () => void;
  onShowLost: () => void;
  onClose: () => void;
  drawing: NoteDrawing;
}

/** The sheet that opens on a mark: its note, tags, colour, and what has to be decided about it. */
export function MarkCard(props: MarkCardProps) {
  const { texts, mark, range, writer, lostCount } = props;
  const self = useRef<HTMLDivElement>(null);
  const [isMoreOpen, setMoreOpen] = useState(false);
  usePlaceBesideRange(self, range, 'middle');
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
        <IconButton
          icon="style"
          name={texts[`style-${mark.style}`]}
          class={`style-${mark.style}`}
          onClick={props.onStyle}
        />
        <IconButton
          icon="more"
          name={texts.more}
          aria-expanded={isMoreOpen}
          onClick={() => setMoreOpen(!isMoreOpen)}
        />
      </header>
      {isMoreOpen && (
        <div class="colours">
          {MARK_COLOURS.map((colour) => (
            <Swatch
              key={colour}
              colour={colour}
              name={texts.changeColour(texts[`colour${colour}`])}
              isOn={colour === mark.colour}
              aria-pressed={colour === mark.colour}
              onClick={() => props.onColour(colour)}
            />
          ))}
          <span class="grow" />
          {lostCount > 0 && (
            <button type="button" class="button quiet" onClick={props.onShowLost}>
              {texts.lostCount(lostCount)}
            </button>
          )}
        </div>
      )}
      {props.question}
      <div class="body">
        <NoteField
          texts={texts}
          writer={writer}
          takesFocus={props.focus === 'note'}
          drawing={props.drawing}
          onClose={props.onClose}
        />
        <TagField
          texts={texts}
          tags={mark.tags}
          known={props.knownTags}
          takesFocus={props.focus === 'tag'}
          onAdd={props.onAddTag}
          onRemove={props.onRemoveTag}
          onClose={props.onClose}
        />
        {props.problem && <Failure>{props.problem}</Failure>}
      </div>
      <footer>
        <NoteStateLine texts={texts} writer={writer} />
        <span class="grow" />
        <button type="button" class="button quiet plain" onClick={props.onClose}>
          {texts.escape}
        </button>
        <IconButton icon="link" name={texts.copyLink} onClick={props.onCopyLink} />
        <IconButton icon="remove" name={texts.remove} onClick={props.onDelete} />
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
  const isSaving = state === 'typing' || state === 'saving';
  return (
    <span class="state" aria-live="off">
      {isSaving ? texts.saving : state === 'drafted' && texts.drafted}
    </span>
  );
}

/** 11 月 20 日 21:14; with the year where it isn't this one. */
function formatTime(time: number, language: string): string {
  const at = new Date(time);
  const isThisYear = at.getFullYear() === new Date().getFullYear();
  const written = at.toLocaleString(language, {
    year: isThisYear ? undefined : 'numeric',
    month: 'short',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });
  return written.replace(/\d(?=[年月日])|[年月](?=\d)/g, '$& ');
}
