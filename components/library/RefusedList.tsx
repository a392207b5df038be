import { Download, RefreshCw, Trash2, TriangleAlert } from 'lucide-preact';
import { useId } from 'preact/hooks';
import { syncPageTexts } from '../../locales/sync-page.ts';
import { language, textsOf } from '../../utils/appearance.ts';
import type { RefusedRecord } from '../../utils/library/library.ts';
import { Button } from '../controls/Button.tsx';
import { Icon } from '../controls/Icon.tsx';
import { MarkShape } from '../controls/MarkShape.tsx';
import { downloadJson } from './download-json.ts';
import { fateWord, kindName } from './record-name.ts';
import styles from './SyncView.module.css';
import { exactMoment } from './times.ts';

interface RefusedListProps {
  refused: RefusedRecord[];
  onRetry: (record: RefusedRecord) => void;
  onDiscard: (record: RefusedRecord) => void;
  onDismiss: (record: RefusedRecord) => void;
}

/** The reason of what came from the service and could not be read: there is nothing to send. */
const FROM_SERVICE = 'malformed';

/** Rows a reader is shown; the others are counted. */
const SHOWN = 100;

/** Refused records by their words, with the reason and the ways out. */
export function RefusedList({ refused, ...acts }: RefusedListProps) {
  const others = refused.length - SHOWN;
  return (
    <>
      <ul>
        {refused.slice(0, SHOWN).map((entry) => (
          <RefusedRow key={`${entry.kind} ${entry.id}`} entry={entry} {...acts} />
        ))}
      </ul>
      {others > 0 && <p class={styles.words}>{textsOf(syncPageTexts).more(others)}</p>}
    </>
  );
}

export function isSendable({ reason }: RefusedRecord): boolean {
  return reason !== FROM_SERVICE;
}

type RefusedRowProps = Omit<RefusedListProps, 'refused'> & { entry: RefusedRecord };

function RefusedRow({ entry, onRetry, onDiscard, onDismiss }: RefusedRowProps) {
  const texts = textsOf(syncPageTexts);
  const id = useId();
  const isFromService = !isSendable(entry);
  const isFile = entry.kind === 'blob';
  const { marks, tags } = entry.along;
  return (
    <li class={styles.refused} aria-labelledby={id}>
      <span class={styles.sign}>
        <Icon of={TriangleAlert} />
      </span>
      <div class={styles.refusedWords}>
        <b id={id} class={styles.refusedName}>
          {kindName(entry.what)}{' '}
          {entry.colour !== null && (
            <>
              <MarkShape colour={entry.colour} />{' '}
            </>
          )}
          <span lang="zh-CN">{entry.words || shortId(entry.id)}</span>
          {entry.size !== null && texts.size(sizeName(entry.size))}
        </b>
        <span class={styles.last}>
          {[fateWord(entry), ofWords(entry), texts.refusedAt(exactMoment(entry.at, language.value))]
            .filter(Boolean)
            .join(' · ')}
        </span>
        <p>{reasonWords(entry.reason)}</p>
        {marks + tags > 0 && <p>{texts.along(marks, tags)}</p>}
      </div>
      <div class={styles.ways}>
        {!isFromService && (
          <Button size="s" icon={RefreshCw} aria-describedby={id} onClick={() => onRetry(entry)}>
            {texts.retry}
          </Button>
        )}
        <Button
          kind="quiet"
          size="s"
          icon={Download}
          aria-describedby={id}
          onClick={() =>
            downloadJson(`${entry.kind}-${entry.id}`, entry.record ?? { kind: entry.kind, id: entry.id })
          }
        >
          {texts.export}
        </Button>
        {isFile || isFromService ? (
          <Button kind="quiet" size="s" aria-describedby={id} onClick={() => onDismiss(entry)}>
            {isFile ? texts.keepHere : texts.dismiss}
          </Button>
        ) : (
          <Button kind="danger" size="s" icon={Trash2} aria-describedby={id} onClick={() => onDiscard(entry)}>
            {texts.discard}
          </Button>
        )}
      </div>
    </li>
  );
}

/** An article's source as it is, any other's article by its title. */
function ofWords({ what, of }: RefusedRecord): string | null {
  if (of === null || what === 'article') return of;
  return textsOf(syncPageTexts).from(of);
}

/** What has no words is told apart by the beginning of its id. */
function shortId(id: string): string {
  return id.length > 12 ? `${id.slice(0, 12)}…` : id;
}

function sizeName(bytes: number): string {
  const mega = bytes / (1024 * 1024);
  if (mega >= 1) return `${Math.round(mega)} MB`;
  return `${Math.max(1, Math.round(bytes / 1024))} KB`;
}

function reasonWords(reason: string): string {
  const texts = textsOf(syncPageTexts);
  switch (reason) {
    case 'bad-shape':
      return texts.badShape;
    case 'too-large':
      return texts.tooLarge;
    case 'clock-ahead':
      return texts.clockAhead;
    case FROM_SERVICE:
      return texts.malformed;
    case 'quota-exceeded':
      return texts.quotaExceeded;
    default:
      return texts.refusedOther(reason);
  }
}
