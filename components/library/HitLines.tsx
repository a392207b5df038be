import { useEffect, useState } from 'preact/hooks';
import { searchTexts } from '../../locales/search.ts';
import { textsOf } from '../../utils/appearance.ts';
import type { Snippet } from '../../utils/library/search-snippets.ts';
import { classes } from '../controls/classes.ts';
import styles from './HitLines.module.css';
import { Marked } from './Marked.tsx';
import type { SnippetShelf } from './snippet-shelf.ts';

/** Where and how an article says what was looked for: a label and a line each. */
export function HitLines({ id, shelf }: { id: string; shelf: SnippetShelf }) {
  const texts = textsOf(searchTexts);
  const lines = useLines(id, shelf);
  if (lines.length === 0) return null;
  return (
    <ul class={styles.lines}>
      {lines.map(({ field, pieces }) => (
        <li key={field} class={styles.line}>
          <span class={styles.label}>{texts.field(field)}</span>
          <span class={classes(styles.text, field === 'note' && styles.note)} lang="zh-CN">
            <Marked pieces={pieces} />
          </span>
        </li>
      ))}
    </ul>
  );
}

function useLines(id: string, shelf: SnippetShelf): Snippet[] {
  const [, redraw] = useState(0);
  useEffect(() => {
    if (shelf.get(id)) return;
    let isHere = true;
    shelf.ask(id).then(
      () => isHere && redraw((turn) => turn + 1),
      () => undefined, // the row says without them what was found
    );
    return () => {
      isHere = false;
    };
  }, [id, shelf]);
  return shelf.get(id) ?? [];
}
