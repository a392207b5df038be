import { NotebookPen } from 'lucide-preact';
import { panelTexts } from '../../locales/panel.ts';
import { textsOf } from '../../utils/appearance.ts';
import { MARK_COLOURS, type Mark, type MarkColour } from '../../utils/library/library.ts';
import { classes } from '../controls/classes.ts';
import { Icon } from '../controls/Icon.tsx';
import { MarkShape, markName } from '../controls/MarkShape.tsx';
import { isFiltering, type MarkFilter, tagsOf } from './filter-marks.ts';
import styles from './MarkFilters.module.css';

interface MarkFiltersProps {
  marks: readonly Mark[];
  shown: number;
  filter: MarkFilter;
  onChange: (filter: MarkFilter) => void;
}

/** Colours that the marks have, those with a note, and a tag; what is pressed narrows the list. */
export function MarkFilters({ marks, shown, filter, onChange }: MarkFiltersProps) {
  const texts = textsOf(panelTexts);
  const tags = tagsOf(marks);
  const counts = MARK_COLOURS.map((colour) => ({
    colour,
    count: marks.filter((mark) => mark.colour === colour).length,
  })).filter(({ count }) => count > 0);
  const toggle = (colour: MarkColour) => {
    const colours = new Set(filter.colours);
    if (!colours.delete(colour)) colours.add(colour);
    onChange({ ...filter, colours });
  };
  return (
    <fieldset class={styles.filters} aria-label={texts.filter}>
      {counts.map(({ colour, count }) => (
        <button
          key={colour}
          type="button"
          class={classes(styles.toggle, filter.colours.has(colour) && styles.on)}
          aria-pressed={filter.colours.has(colour)}
          aria-label={texts.onlyColour(markName(colour), count)}
          title={texts.onlyColour(markName(colour), count)}
          onClick={() => toggle(colour)}
        >
          <MarkShape colour={colour} name={null} />
          {count}
        </button>
      ))}
      <button
        type="button"
        class={classes(styles.toggle, filter.hasNote && styles.on)}
        aria-pressed={filter.hasNote}
        onClick={() => onChange({ ...filter, hasNote: !filter.hasNote })}
      >
        <Icon of={NotebookPen} size={14} />
        {texts.withNote}
      </button>
      {tags.length > 0 && (
        <select
          class={styles.tag}
          aria-label={texts.byTag}
          value={filter.tagId ?? ''}
          onChange={({ currentTarget }) => onChange({ ...filter, tagId: currentTarget.value || null })}
        >
          <option value="">{texts.anyTag}</option>
          {tags.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </select>
      )}
      <span class={styles.count} role="status">
        {isFiltering(filter) && texts.shown(shown, marks.length)}
      </span>
    </fieldset>
  );
}
