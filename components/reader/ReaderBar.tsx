import {
  ArrowLeft,
  ChevronDown,
  ChevronUp,
  Columns2,
  ExternalLink,
  Printer,
  Search,
  Trash2,
  Volume2,
} from 'lucide-preact';
import { readerTexts } from '../../locales/reader.ts';
import { readingTexts } from '../../locales/reading.ts';
import { versionTexts } from '../../locales/versions.ts';
import { language, textsOf } from '../../utils/appearance.ts';
import type { Article, Library } from '../../utils/library/library.ts';
import { Button, ButtonLink } from '../controls/Button.tsx';
import { Icon } from '../controls/Icon.tsx';
import { MenuButton, type MenuItem } from '../controls/MenuButton.tsx';
import { deleteWithUndo } from '../library/delete-with-undo.ts';
import type { Neighbours } from '../library/reading-list.ts';
import { routeHash } from '../library/route.ts';
import { exactMoment } from '../library/times.ts';
import { useLive } from '../library/use-live.ts';
import { useMedia } from '../library/use-media.ts';
import { LayoutSheet } from './LayoutSheet.tsx';
import styles from './ReaderBar.module.css';

interface ReaderBarProps {
  library: Library;
  article: Article;
  /** 0–1. */
  position: number;
  /** Hash of the version that is shown. */
  version: string | null;
  neighbours: Neighbours;
  /** There is a text to be read aloud and searched. */
  hasText: boolean;
  onVersion: (hash: string) => void;
  onFind: () => void;
  onAloud: () => void;
}

/** Everything in the bar finds room. */
const WITH_ALL = '(min-width: 601px)';

/** Back, how much is left, versions, the list's neighbours, tools; and the line of progress. */
export function ReaderBar(props: ReaderBarProps) {
  const { library, article, position, version, neighbours, hasText, onVersion, onFind, onAloud } = props;
  const texts = textsOf(readerTexts);
  const words = textsOf(readingTexts);
  const minutes = Math.ceil(article.minutes * (1 - position));
  const hasRoom = useMedia(WITH_ALL);
  const remove = async () => {
    if (await deleteWithUndo(library, article.id)) location.hash = neighbours.from;
  };
  const go = (id: string | null) => {
    if (id !== null) location.hash = routeHash({ place: 'article', id });
  };
  const items: (MenuItem | false)[] = [
    !hasRoom && hasText && { label: words.find, icon: Search, keyHint: 'Ctrl+F', onChoose: onFind },
    !hasRoom &&
      neighbours.previous !== null && {
        label: words.previousArticle,
        icon: ChevronUp,
        keyHint: '[',
        onChoose: () => go(neighbours.previous),
      },
    !hasRoom &&
      neighbours.next !== null && {
        label: words.nextArticle,
        icon: ChevronDown,
        keyHint: ']',
        onChoose: () => go(neighbours.next),
      },
    {
      label: texts.originalHint,
      icon: ExternalLink,
      onChoose: () => window.open(article.address, '_blank', 'noopener,noreferrer'),
    },
    hasText && { label: words.print, icon: Printer, keyHint: 'Ctrl+P', onChoose: () => window.print() },
    !article.isDeleted && {
      label: texts.remove,
      icon: Trash2,
      isDanger: true,
      onChoose: () => void remove(),
    },
  ];
  return (
    <header class={styles.bar}>
      <a class={styles.back} href={neighbours.from} title={`${texts.back} Esc`}>
        <Icon of={ArrowLeft} />
        <span>{texts.back}</span>
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
              {texts.version(exactMoment(savedAt, language.value))}
            </option>
          ))}
        </select>
      )}
      {article.snapshots.length > 1 && (
        <ButtonLink
          kind="quiet"
          icon={Columns2}
          name={textsOf(versionTexts).compare}
          href={routeHash({ place: 'versions', id: article.id })}
        />
      )}
      {hasRoom && <NeighbourLinks library={library} neighbours={neighbours} />}
      {hasText && <Button kind="quiet" icon={Volume2} name={words.aloud} onClick={onAloud} />}
      {hasText && <LayoutSheet />}
      {hasRoom && hasText && (
        <Button
          kind="quiet"
          icon={Search}
          name={words.find}
          title={`${words.find} Ctrl+F`}
          onClick={onFind}
        />
      )}
      <MenuButton size="m" name={words.more} items={items.filter((item) => item !== false)} />
      <span class={styles.progress} style={{ width: `${position * 100}%` }} />
    </header>
  );
}

function NeighbourLinks({ library, neighbours }: { library: Library; neighbours: Neighbours }) {
  const words = textsOf(readingTexts);
  const { previous, next } = neighbours;
  const titles = useLive(async () => {
    const [before, after] = await Promise.all(
      [previous, next].map((id) => (id === null ? null : library.article(id))),
    );
    return { before: before?.title ?? null, after: after?.title ?? null };
  }, [library, previous, next]).value;
  return (
    <>
      {previous !== null && (
        <ButtonLink
          kind="quiet"
          icon={ChevronUp}
          name={titles?.before ? words.previousNamed(titles.before) : words.previousArticle}
          href={routeHash({ place: 'article', id: previous })}
        />
      )}
      {next !== null && (
        <ButtonLink
          kind="quiet"
          icon={ChevronDown}
          name={titles?.after ? words.nextNamed(titles.after) : words.nextArticle}
          href={routeHash({ place: 'article', id: next })}
        />
      )}
    </>
  );
}
