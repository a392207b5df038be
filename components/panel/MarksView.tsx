import { Check, CircleDashed, CircleQuestionMark, Files, Highlighter } from 'lucide-preact';
import type { RefObject } from 'preact';
import { useEffect, useId, useRef, useState } from 'preact/hooks';
import { panelTexts } from '../../locales/panel.ts';
import { textsOf } from '../../utils/appearance.ts';
import type { PopupModel } from '../article/popup-state.ts';
import { Button } from '../controls/Button.tsx';
import { classes } from '../controls/classes.ts';
import { Icon } from '../controls/Icon.tsx';
import { EVERYTHING, filterMarks } from './filter-marks.ts';
import { groupMarks, type MarkGroup, type MarkGroupKind } from './group-marks.ts';
import { MarkFilters } from './MarkFilters.tsx';
import { type Editing, MarkRow } from './MarkRow.tsx';
import styles from './MarksView.module.css';
import type { PanelModel } from './panel-model.ts';
import { type SectionedText, sectionOf } from './section-of.ts';

interface MarksViewProps {
  panel: PanelModel;
  model: PopupModel;
}

/** The page's marks in groups, those that need a person first. Arrows walk along the rows, Enter goes to the mark in the page. */
export function MarksView({ panel, model }: MarksViewProps) {
  const texts = textsOf(panelTexts);
  const { marks, article, page } = model.state.value;
  const [filter, setFilter] = useState(EVERYTHING);
  // Here, since a row goes from group to group while its note is written: it is looked for in the page meanwhile.
  const [editings, setEditings] = useState<ReadonlyMap<string, Editing>>(new Map());
  const list = useRef<HTMLDivElement>(null);
  useRowKeys(list, marks.length > 0);
  if (marks.length === 0) {
    return <p class={styles.empty}>{article ? texts.noMarks : texts.noMarksUnsaved}</p>;
  }
  const places = panel.places.value;
  const shown = filterMarks(marks, filter);
  const reading = page.status === 'read' ? page.page.reading : null;
  return (
    <div class={styles.marks} ref={list}>
      <MarkFilters marks={marks} shown={shown.length} filter={filter} onChange={setFilter} />
      {page.status === 'failed' && <p class={styles.hint}>{texts.noConnection}</p>}
      {shown.length === 0 && (
        <div class={styles.empty}>
          <p>{texts.noneShown}</p>
          <Button size="s" onClick={() => setFilter(EVERYTHING)}>
            {texts.showAll}
          </Button>
        </div>
      )}
      {groupMarks(shown, places).map((group) => (
        <Group
          key={group.kind}
          group={group}
          panel={panel}
          model={model}
          text={reading}
          editings={editings}
          onEdit={(id, editing) => setEditings((before) => new Map(before).set(id, editing))}
        />
      ))}
    </div>
  );
}

interface GroupProps extends MarksViewProps {
  group: MarkGroup;
  text: SectionedText | null;
  /** By the marks' ids. */
  editings: ReadonlyMap<string, Editing>;
  onEdit: (id: string, editing: Editing) => void;
}

const ICONS = {
  doubtful: CircleQuestionMark,
  lost: CircleDashed,
  elsewhere: Files,
  found: Check,
  unplaced: Highlighter,
};

function Group({ group, panel, model, text, editings, onEdit }: GroupProps) {
  const texts = textsOf(panelTexts);
  const id = useId();
  const { kind, marks } = group;
  return (
    <section aria-labelledby={id}>
      <div class={styles.head}>
        <h2 id={id} class={classes(styles.state, styles[kind])}>
          <Icon of={ICONS[kind]} />
          {texts[kind]}
          <span class={styles.number}>{marks.length}</span>
        </h2>
        <span class={styles.hintWords}>{hintOf(kind)}</span>
      </div>
      <ul>
        {marks.map(({ mark, here }) => (
          <MarkRow
            key={mark.id}
            panel={panel}
            model={model}
            mark={mark}
            kind={kind}
            here={here}
            section={text && sectionOf(mark, here, text)}
            isInView={panel.places.value?.inView === mark.id}
            editing={editings.get(mark.id) ?? null}
            onEdit={(editing) => onEdit(mark.id, editing)}
          />
        ))}
      </ul>
    </section>
  );
}

function hintOf(kind: MarkGroupKind): string {
  const texts = textsOf(panelTexts);
  const hints: Record<MarkGroupKind, string> = {
    doubtful: texts.doubtfulHint,
    lost: texts.lostHint,
    elsewhere: texts.elsewhereHint,
    found: texts.foundHint,
    unplaced: texts.unplacedHint,
  };
  return hints[kind];
}

/** Arrows, Home and End go from row to row; in a field or a menu the keys are theirs. */
function useRowKeys(list: RefObject<HTMLElement | null>, isThere: boolean): void {
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      const target = event.target instanceof HTMLElement ? event.target : null;
      if (event.defaultPrevented || event.isComposing || !target?.matches('[data-mark]')) return;
      const rows = [...(list.current?.querySelectorAll<HTMLElement>('[data-mark]') ?? [])];
      const at = rows.indexOf(target);
      const steps: Record<string, number> = {
        ArrowDown: at + 1,
        ArrowUp: at - 1,
        Home: 0,
        End: rows.length - 1,
      };
      const row = rows[steps[event.key] ?? -1];
      if (!row) return;
      event.preventDefault();
      row.focus();
    };
    const element = list.current;
    element?.addEventListener('keydown', press);
    return () => element?.removeEventListener('keydown', press);
  }, [isThere]);
}
