import { Download, RefreshCw, TriangleAlert } from 'lucide-preact';
import { libraryTexts } from '../../locales/library.ts';
import { language, textsOf } from '../../utils/appearance.ts';
import type { RefusedRecord } from '../../utils/library/library.ts';
import { Button } from '../controls/Button.tsx';
import { Icon } from '../controls/Icon.tsx';
import { downloadJson } from './download-json.ts';
import styles from './SyncView.module.css';
import { momentName } from './times.ts';

interface RefusedListProps {
  refused: RefusedRecord[];
  onRetry: (record: RefusedRecord) => void;
  onDismiss: (record: RefusedRecord) => void;
}

/** The reason of what came from the service and could not be read: there is nothing to send. */
const FROM_SERVICE = 'malformed';

/** Every refused record with its reason and a way out. */
export function RefusedList({ refused, onRetry, onDismiss }: RefusedListProps) {
  const texts = textsOf(libraryTexts);
  return (
    <ul>
      {refused.map((entry) => (
        <li key={`${entry.kind} ${entry.id}`} class={styles.refused}>
          <span class={styles.sign}>
            <Icon of={TriangleAlert} />
          </span>
          <div>
            <b>{kindName(entry.kind)}</b>
            <span class={styles.last}> {texts.refusedAt(momentName(entry.at, language.value))}</span>
            <p>{reasonWords(entry.reason)}</p>
          </div>
          <div class={styles.ways}>
            {entry.reason !== FROM_SERVICE && (
              <Button size="s" icon={RefreshCw} onClick={() => onRetry(entry)}>
                {texts.refusedRetry}
              </Button>
            )}
            <Button
              kind="quiet"
              size="s"
              icon={Download}
              onClick={() => downloadJson(`${entry.kind}-${entry.id}`, entry.record)}
            >
              {texts.refusedExport}
            </Button>
            {dismissal(entry) && (
              <Button kind="quiet" size="s" onClick={() => onDismiss(entry)}>
                {dismissal(entry)}
              </Button>
            )}
          </div>
        </li>
      ))}
    </ul>
  );
}

/** A record of this device's own can't be dismissed: its edit would never be sent, and nobody would know. */
function dismissal({ kind, reason }: RefusedRecord): string | null {
  const texts = textsOf(libraryTexts);
  if (kind === 'blob') return texts.refusedKeepHere;
  return reason === FROM_SERVICE ? texts.refusedDismiss : null;
}

function kindName(kind: string): string {
  const texts = textsOf(libraryTexts);
  const names: Record<string, string> = {
    article: texts.kindArticle,
    mark: texts.kindMark,
    tag: texts.kindTag,
    tagging: texts.kindTagging,
    blob: texts.kindBlob,
    site: texts.kindSite,
  };
  return names[kind] ?? texts.kindOther(kind);
}

function reasonWords(reason: string): string {
  const texts = textsOf(libraryTexts);
  switch (reason) {
    case 'bad-shape':
      return texts.refusalBadShape;
    case 'too-large':
      return texts.refusalTooLarge;
    case 'clock-ahead':
      return texts.refusalClockAhead;
    case FROM_SERVICE:
      return texts.refusalMalformed;
    case 'quota-exceeded':
      return texts.refusalQuota;
    default:
      return texts.refusalOther(reason);
  }
}
