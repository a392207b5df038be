import { useMemo, useState } from 'preact/hooks';
import { organiseTexts } from '../../locales/organise.ts';
import { textsOf } from '../../utils/appearance.ts';
import type { Library, ListRow, Tag } from '../../utils/library/library.ts';
import { Button } from '../controls/Button.tsx';
import { Dialog } from '../controls/Dialog.tsx';
import { foldName } from '../controls/match-tags.ts';
import { TagInput } from '../controls/TagInput.tsx';
import styles from './BulkTags.module.css';
import { doWithUndo } from './do-with-undo.ts';

interface BulkTagsProps {
  library: Library;
  rows: ListRow[];
  tags: Tag[];
  onClose: () => void;
}

interface Line {
  /** Null for one that is still to be made. */
  id: string | null;
  name: string;
  /** How many of the rows have it. */
  have: number;
}

type Plan = 'add' | 'remove';

/** The tags of several articles: what each has, what is to be added and taken off, and how many will have it then. Nothing is written before it is confirmed. */
export function BulkTags({ library, rows, tags, onClose }: BulkTagsProps) {
  const texts = textsOf(organiseTexts);
  const [chosen, setChosen] = useState<ReadonlyMap<string, Plan>>(new Map());
  const [typed, setTyped] = useState('');
  const [isBusy, setBusy] = useState(false);
  // What still stands in the field is to be added as well.
  const plans = useMemo(() => withTyped(chosen, tags, typed), [chosen, tags, typed]);
  const lines = useMemo(() => linesOf(rows, tags, [...plans.keys()]), [rows, tags, plans]);
  const plan = (name: string, what: Plan | null) => {
    setChosen((before) => {
      const next = new Map(before);
      if (what === null) next.delete(name);
      else next.set(name, what);
      return next;
    });
  };
  const take = async (name: string) => {
    setChosen((before) => withTyped(before, tags, name));
    return true;
  };
  const changed = rows.filter((row) =>
    [...plans].some(([name, what]) => hasTag(row, name) === (what === 'remove')),
  );
  const apply = async () => {
    setBusy(true);
    const add = [...plans].flatMap(([name, what]) => (what === 'add' ? [name] : []));
    const remove = lines.flatMap(({ id, name }) => (id !== null && plans.get(name) === 'remove' ? [id] : []));
    const ids = rows.map(({ id }) => id);
    const act = library.changeTags(ids, { add, remove });
    const isDone = await doWithUndo(library, act, { text: texts.tagsChanged(changed.length) });
    setBusy(false);
    if (isDone) onClose();
  };
  return (
    <Dialog
      title={texts.tagsOf(rows.length)}
      onClose={onClose}
      actions={
        <>
          <span class={styles.elsewhere}>{texts.elsewhere}</span>
          <Button onClick={onClose}>{texts.cancel}</Button>
          <Button kind="primary" isBusy={isBusy} disabled={changed.length === 0} onClick={() => void apply()}>
            {texts.change(changed.length)}
          </Button>
        </>
      }
    >
      <TagInput
        tags={[]}
        known={tags}
        onAdd={take}
        onRemove={() => undefined}
        onTyped={setTyped}
        opensLater
      />
      {lines.length > 0 && (
        <table class={styles.table}>
          <thead>
            <tr>
              <th scope="col">{texts.tagColumn}</th>
              <th scope="col">{texts.among(rows.length)}</th>
              <td />
            </tr>
          </thead>
          <tbody>
            {lines.map((line) => (
              <TagLine
                key={line.name}
                line={line}
                of={rows.length}
                plan={plans.get(line.name) ?? null}
                onPlan={
                  plans.get(line.name) === chosen.get(line.name) ? (what) => plan(line.name, what) : null
                }
              />
            ))}
          </tbody>
        </table>
      )}
    </Dialog>
  );
}

interface TagLineProps {
  line: Line;
  of: number;
  plan: Plan | null;
  /** Null while the field decides it. */
  onPlan: ((plan: Plan | null) => void) | null;
}

function TagLine({ line, of, plan, onPlan }: TagLineProps) {
  const texts = textsOf(organiseTexts);
  const { name, have } = line;
  return (
    <tr>
      <th scope="row">
        {plan === 'add' && <ins class={styles.added}>＋{name}</ins>}
        {plan === 'remove' && <del class={styles.removed}>{name}</del>}
        {plan === null && name}
      </th>
      <td class={styles.count}>
        {plan === null ? texts.have(have) : texts.haveAfter(have, plan === 'add' ? of : 0)}
      </td>
      <td class={styles.acts}>
        {onPlan && plan === null && have < of && <Act onClick={() => onPlan('add')}>{texts.addToAll}</Act>}
        {onPlan && plan === null && <Act onClick={() => onPlan('remove')}>{texts.takeFromAll}</Act>}
        {onPlan && plan !== null && (
          <Act onClick={() => onPlan(null)}>{plan === 'add' ? texts.notAdded : texts.kept}</Act>
        )}
      </td>
    </tr>
  );
}

function Act({ children, onClick }: { children: string; onClick: () => void }) {
  return (
    <button type="button" class={styles.act} onClick={onClick}>
      {children}
    </button>
  );
}

function withTyped(
  plans: ReadonlyMap<string, Plan>,
  tags: readonly Tag[],
  typed: string,
): ReadonlyMap<string, Plan> {
  const name = typed.trim();
  if (name === '') return plans;
  const known = tags.find((tag) => foldName(tag.name) === foldName(name));
  return new Map(plans).set(known?.name ?? name, 'add');
}

/** The tags that any of the rows has, then those that are planned and none has. */
function linesOf(rows: readonly ListRow[], tags: readonly Tag[], planned: readonly string[]): Line[] {
  const counts = new Map<string, Line>();
  for (const row of rows)
    for (const { id, name } of row.tags) {
      const line = counts.get(name) ?? { id, name, have: 0 };
      line.have += 1;
      counts.set(name, line);
    }
  const present = [...counts.values()].sort((a, b) => b.have - a.have);
  const others = planned.filter((name) => !counts.has(name));
  return [
    ...present,
    ...others.map((name) => ({ id: tags.find((tag) => tag.name === name)?.id ?? null, name, have: 0 })),
  ];
}

function hasTag(row: ListRow, name: string): boolean {
  return row.tags.some((tag) => tag.name === name);
}
