import { ArrowLeft, ChevronLeft, ChevronRight } from 'lucide-preact';
import { useEffect, useMemo, useState } from 'preact/hooks';
import { libraryTexts } from '../../locales/library.ts';
import { versionTexts } from '../../locales/versions.ts';
import { language, textsOf } from '../../utils/appearance.ts';
import type { Article, Library, Mark, SnapshotContent } from '../../utils/library/library.ts';
import { Button, ButtonLink } from '../controls/Button.tsx';
import { EmptyState } from '../controls/EmptyState.tsx';
import { Icon } from '../controls/Icon.tsx';
import { routeHash } from '../library/route.ts';
import { exactMoment } from '../library/times.ts';
import { useLive } from '../library/use-live.ts';
import { useMedia } from '../library/use-media.ts';
import { useSnapshot } from '../reader/use-snapshot.ts';
import { ComparedText } from './ComparedText.tsx';
import { marksOnSides, placesOfDifference } from './compared-rows.ts';
import { useComparison } from './use-comparison.ts';
import styles from './VersionsView.module.css';

interface VersionsViewProps {
  library: Library;
  id: string;
}

/** Below this width two texts side by side are too narrow to read. */
const TWO_COLUMNS = '(min-width: 720px)';

/** Two versions of an article, both whole, and where they differ. */
export function VersionsView({ library, id }: VersionsViewProps) {
  const texts = textsOf(versionTexts);
  const { value, hasFailed, reload } = useLive(
    async () => ({ article: await library.article(id), marks: await library.marks(id) }),
    [library, id],
  );
  useEffect(() => {
    document.title = textsOf(libraryTexts).pageTitle(texts.compare);
  }, [texts]);
  if (!value && hasFailed) {
    const words = textsOf(libraryTexts);
    return (
      <EmptyState actions={<Button onClick={reload}>{words.loadAgain}</Button>}>
        {words.loadFailed}
      </EmptyState>
    );
  }
  if (!value) return <p role="status" class={styles.waiting} />;
  const { article, marks } = value;
  if (!article) {
    return (
      <EmptyState actions={<ButtonLink href="#/">{texts.toLibrary}</ButtonLink>}>{texts.gone}</EmptyState>
    );
  }
  return <OpenVersions library={library} article={article} marks={marks} />;
}

interface OpenVersionsProps {
  library: Library;
  article: Article;
  marks: Mark[];
}

function OpenVersions({ library, article, marks }: OpenVersionsProps) {
  const texts = textsOf(versionTexts);
  const hashes = article.snapshots.map(({ hash }) => hash);
  const [chosen, setChosen] = useState<{ before?: string; after?: string }>({});
  const before = chosen.before ?? hashes.at(-2) ?? null;
  const after = chosen.after ?? hashes.at(-1) ?? null;
  const older = useSnapshot(library, hashes.length > 1 ? before : null);
  const newer = useSnapshot(library, hashes.length > 1 ? after : null);
  const compared = useComparison(older.content?.text ?? null, newer.content?.text ?? null);
  const isWide = useMedia(TWO_COLUMNS);
  const [layout, setLayout] = useState<'two' | 'one'>('two');
  const [place, setPlace] = useState(0);
  useEffect(() => setPlace(0), [before, after]);
  const places = useMemo(() => (compared ? placesOfDifference(compared) : []), [compared]);
  const onSides = useMemo(() => (compared ? marksOnSides(compared, marks) : null), [compared, marks]);
  const headings = useMemo(() => headingsOf(older.content, newer.content), [older.content, newer.content]);
  const go = (to: number) => setPlace(Math.max(1, Math.min(places.length, to)));
  const absent = [older, newer].findIndex(({ status }) => status === 'absent' || status === 'fetching');
  const numberOf = (hash: string | null) => hashes.indexOf(hash ?? '') + 1;
  const side = (which: 'before' | 'after') => ({
    label: which === 'before' ? texts.older : texts.newer,
    article,
    hash: which === 'before' ? before : after,
    marks: onSides?.[which].size ?? null,
    onChoose: (hash: string) => setChosen({ ...chosen, [which]: hash }),
  });
  return (
    <div class={styles.page}>
      <header class={styles.head}>
        <a class={styles.back} href={routeHash({ place: 'article', id: article.id })}>
          <Icon of={ArrowLeft} size={14} />
          {texts.backToArticle}
        </a>
        <h1 class={styles.title} lang="zh-CN">
          {article.title}
        </h1>
        {hashes.length > 1 && (
          <div class={styles.tools}>
            <p class={styles.summary} role="status">
              {compared
                ? texts.summary(hashes.length, places.length)
                : absent === -1
                  ? texts.comparing
                  : texts.absent(numberOf(absent === 0 ? before : after))}
            </p>
            {isWide && (
              <fieldset class={styles.layout}>
                <legend class="visually-hidden">{texts.layout}</legend>
                {(['two', 'one'] as const).map((each) => (
                  <Button key={each} size="s" aria-pressed={layout === each} onClick={() => setLayout(each)}>
                    {each === 'two' ? texts.sideBySide : texts.oneColumn}
                  </Button>
                ))}
              </fieldset>
            )}
            {places.length > 0 && (
              <div class={styles.places}>
                <Button
                  kind="quiet"
                  size="s"
                  icon={ChevronLeft}
                  name={texts.previous}
                  disabled={place <= 1}
                  onClick={() => go(place - 1)}
                />
                <span aria-live="polite">{texts.place(place, places.length)}</span>
                <Button
                  kind="quiet"
                  size="s"
                  icon={ChevronRight}
                  name={texts.next}
                  disabled={place >= places.length}
                  onClick={() => go(place + 1)}
                />
              </div>
            )}
          </div>
        )}
      </header>
      {hashes.length < 2 ? (
        <EmptyState
          actions={
            <ButtonLink href={routeHash({ place: 'article', id: article.id })}>
              {texts.backToArticle}
            </ButtonLink>
          }
        >
          {texts.one}
        </EmptyState>
      ) : (
        <div class={styles.sheet} data-two={(isWide && layout === 'two') || undefined}>
          <div class={styles.sides}>
            <SideHead {...side('before')} />
            <SideHead {...side('after')} />
          </div>
          {compared && onSides && (
            <ComparedText
              compared={compared}
              isTwo={isWide && layout === 'two'}
              headings={headings}
              marks={marks}
              places={onSides}
              current={place === 0 ? null : (places[place - 1] ?? null)}
            />
          )}
        </div>
      )}
    </div>
  );
}

interface SideHeadProps {
  label: string;
  article: Article;
  hash: string | null;
  /** Marks that stand in this version word for word. */
  marks: number | null;
  onChoose: (hash: string) => void;
}

function SideHead({ label, article, hash, marks, onChoose }: SideHeadProps) {
  const texts = textsOf(versionTexts);
  const { snapshots } = article;
  const at = snapshots.findIndex((snapshot) => snapshot.hash === hash);
  const version = snapshots[at];
  return (
    <div class={styles.side}>
      {snapshots.length > 2 ? (
        <select
          aria-label={label}
          class={styles.choose}
          value={hash ?? ''}
          onChange={(event) => onChoose(event.currentTarget.value)}
        >
          {snapshots.map((snapshot, index) => (
            <option key={snapshot.hash} value={snapshot.hash}>
              {texts.version(index + 1)} · {exactMoment(snapshot.savedAt, language.value)}
            </option>
          ))}
        </select>
      ) : (
        <b>{texts.version(at + 1)}</b>
      )}
      {version && (
        <span class={styles.facts}>
          {[
            ...(snapshots.length > 2 ? [] : [texts.savedAt(exactMoment(version.savedAt, language.value))]),
            texts.characters(version.characters.toLocaleString(language.value)),
            ...(marks ? [texts.marks(marks)] : []),
          ].join(' · ')}
        </span>
      )}
    </div>
  );
}

function headingsOf(...contents: (SnapshotContent | null)[]): Set<string> {
  return new Set(contents.flatMap((content) => content?.outline.map(({ text }) => text) ?? []));
}
