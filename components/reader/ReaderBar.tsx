import { ArrowLeft, ExternalLink, Trash2 } from 'lucide-preact';
import { readerTexts } from '../../locales/reader.ts';
import { language, textsOf } from '../../utils/appearance.ts';
import type { Article, Library } from '../../utils/library/library.ts';
import { Button, ButtonLink } from '../controls/Button.tsx';
import { Icon } from '../controls/Icon.tsx';
import { deleteWithUndo } from '../library/delete-with-undo.ts';
import { momentName } from '../library/times.ts';
import styles from './ReaderBar.module.css';

interface ReaderBarProps {
  library: Library;
  article: Article;
  /** 0–1. */
  position: number;
  /** Hash of the version that is shown. */
  version: string | null;
  onVersion: (hash: string) => void;
}

/** Back, how much is left, versions, the original, delete; and the line of progress. */
export function ReaderBar({ library, article, position, version, onVersion }: ReaderBarProps) {
  const texts = textsOf(readerTexts);
  const minutes = Math.ceil(article.minutes * (1 - position));
  const remove = async () => {
    if (await deleteWithUndo(library, article.id)) location.hash = '#/';
  };
  return (
    <header class={styles.bar}>
      <a class={styles.back} href="#/">
        <Icon of={ArrowLeft} />
        {texts.back}
      </a>
      <span class={styles.left}>{minutes > 0 ? texts.remaining(minutes) : texts.finished}</span>
      {article.snapshots.length > 1 && (
        <select
          class={styles.versions}
          aria-label={texts.versions}
          value={version ?? ''}
          onChange={(event) => onVersion(event.currentTarget.value)}
        >
          {article.snapshots.map(({ hash, savedAt }) => (
            <option key={hash} value={hash}>
              {texts.version(momentName(savedAt, language.value))}
            </option>
          ))}
        </select>
      )}
      <ButtonLink
        kind="quiet"
        icon={ExternalLink}
        name={texts.originalHint}
        href={article.address}
        target="_blank"
        rel="noreferrer"
      />
      {!article.isDeleted && <Button kind="quiet" icon={Trash2} name={texts.remove} onClick={remove} />}
      <span class={styles.progress} style={{ width: `${position * 100}%` }} />
    </header>
  );
}
