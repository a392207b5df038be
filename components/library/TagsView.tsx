import { Pencil, Trash2 } from 'lucide-preact';
import { useEffect, useState } from 'preact/hooks';
import { libraryTexts } from '../../locales/library.ts';
import { organiseTexts } from '../../locales/organise.ts';
import { textsOf } from '../../utils/appearance.ts';
import { type Library, MARK_COLOURS, type MarkColour, type Tag } from '../../utils/library/library.ts';
import { Button } from '../controls/Button.tsx';
import { classes } from '../controls/classes.ts';
import { EmptyState } from '../controls/EmptyState.tsx';
import { MarkShape, markName } from '../controls/MarkShape.tsx';
import { doWithUndo } from './do-with-undo.ts';
import { RenameTag } from './RenameTag.tsx';
import { routeHash } from './route.ts';
import styles from './TagsView.module.css';
import { type TagNode, tagTree } from './tag-tree.ts';

interface TagsViewProps {
  library: Library;
  tags: Tag[];
}

/** Every tag with its colour and its use: where tags are renamed, merged, coloured and deleted. */
export function TagsView({ library, tags }: TagsViewProps) {
  const texts = textsOf(organiseTexts);
  const pageTitle = textsOf(libraryTexts).pageTitle(texts.tagsTitle);
  const [renamed, setRenamed] = useState<Tag | null>(null);
  useEffect(() => {
    document.title = pageTitle;
  }, [pageTitle]);
  return (
    <div class={styles.page}>
      <h1 class={styles.title}>{texts.tagsTitle}</h1>
      <p class={styles.words}>{texts.tagsBody}</p>
      {tags.length === 0 ? (
        <EmptyState>{texts.tagsEmpty}</EmptyState>
      ) : (
        <table class={styles.table}>
          <thead>
            <tr>
              <th scope="col">{texts.tagColumn}</th>
              <th scope="col">{texts.tagColour}</th>
              <th scope="col">{texts.tagUse}</th>
              <td />
            </tr>
          </thead>
          <tbody>
            {flat(tagTree(tags)).map(({ node, depth }) => (
              <TagRow
                key={node.name}
                library={library}
                node={node}
                depth={depth}
                onRename={() => setRenamed(node.tag)}
              />
            ))}
          </tbody>
        </table>
      )}
      {renamed && <RenameTag library={library} tag={renamed} tags={tags} onClose={() => setRenamed(null)} />}
    </div>
  );
}

interface TagRowProps {
  library: Library;
  node: TagNode;
  depth: number;
  onRename: () => void;
}

function TagRow({ library, node: { label, name, tag }, depth, onRename }: TagRowProps) {
  const texts = textsOf(organiseTexts);
  const remove = (id: string) => {
    const words = { text: texts.tagDeleted(name), detail: texts.tagDeletedMore };
    void doWithUndo(library, library.deleteTag(id), words);
  };
  return (
    <tr>
      <th scope="row" style={{ paddingLeft: `${depth * 22}px` }} title={name}>
        {tag ? <a href={routeHash({ place: 'tag', id: tag.id })}>{label}</a> : label}
      </th>
      <td>{tag && <ColourChoice library={library} tag={tag} />}</td>
      <td class={styles.count}>{tag && texts.tagCount(tag.count)}</td>
      <td class={styles.acts}>
        {tag && (
          <>
            <Button kind="quiet" size="s" icon={Pencil} title={texts.renameTag(name)} onClick={onRename}>
              {texts.rename}
            </Button>
            <Button
              kind="quiet"
              size="s"
              icon={Trash2}
              name={texts.deleteTag(name)}
              onClick={() => remove(tag.id)}
            />
          </>
        )}
      </td>
    </tr>
  );
}

function ColourChoice({ library, tag }: { library: Library; tag: Tag }) {
  const texts = textsOf(organiseTexts);
  const give = (colour: MarkColour | null) =>
    void doWithUndo(library, library.setTagColour(tag.id, colour), { text: texts.coloured(tag.name) });
  return (
    <fieldset class={styles.colours} aria-label={texts.colourOf(tag.name)}>
      {MARK_COLOURS.map((colour) => (
        <button
          key={colour}
          type="button"
          class={classes(styles.colour, tag.colour === colour && styles.given)}
          aria-pressed={tag.colour === colour}
          aria-label={markName(colour)}
          title={markName(colour)}
          onClick={() => give(tag.colour === colour ? null : colour)}
        >
          <MarkShape colour={colour} size={11} name={null} />
        </button>
      ))}
    </fieldset>
  );
}

function flat(nodes: TagNode[], depth = 0): { node: TagNode; depth: number }[] {
  return nodes.flatMap((node) => [{ node, depth }, ...flat(node.children, depth + 1)]);
}
