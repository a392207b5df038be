import { useRef } from 'preact/hooks';
import { readerTexts } from '../../locales/reader.ts';
import { textsOf } from '../../utils/appearance.ts';
import type { Article, Library } from '../../utils/library/library.ts';
import { TagInput } from '../controls/TagInput.tsx';
import { attempt } from '../library/attempt.ts';
import { useLive } from '../library/use-live.ts';
import { OfferedTags } from '../summary/OfferedTags.tsx';
import styles from './ArticleFoot.module.css';
import { NoteEditor } from './NoteEditor.tsx';

interface ArticleFootProps {
  library: Library;
  article: Article;
  /** Of the text, offered as tags. */
  terms?: readonly string[];
}

/** Below the text: the article's tags and note. */
export function ArticleFoot({ library, article, terms = [] }: ArticleFootProps) {
  const texts = textsOf(readerTexts);
  const known = useLive(() => library.tags(), [library]).value ?? [];
  const tagField = useRef<HTMLInputElement>(null);
  const owner = { kind: 'article', id: article.id } as const;
  return (
    <footer class={styles.foot}>
      <TagInput
        ref={tagField}
        tags={article.tags}
        known={known}
        draftOf={{ library, owner }}
        onAdd={(name) => attempt(library.addTag(owner, name))}
        onRemove={(id) => void attempt(library.removeTag(owner, id))}
      />
      <OfferedTags
        terms={terms}
        tags={article.tags}
        field={tagField}
        onAdd={(name) => attempt(library.addTag(owner, name))}
      />
      <NoteEditor library={library} owner={owner} note={article.note} label={texts.articleNote} />
    </footer>
  );
}
