import { panelTexts } from '../../locales/panel.ts';
import { diffText } from '../../utils/annotation/diff-text.ts';
import { textsOf } from '../../utils/appearance.ts';
import type { Mark } from '../../utils/library/library.ts';
import { markWords } from '../controls/mark-words.ts';
import type { MarkGroupKind } from './group-marks.ts';
import styles from './MarkRow.module.css';

interface MarkWordsProps {
  mark: Mark;
  kind: MarkGroupKind;
  here: string | null;
}

/** The quotation: a doubtful one with what has changed, a lost one whole, in a dotted frame, with what stood around it. */
export function MarkWords({ mark, kind, here }: MarkWordsProps) {
  return (
    <span class={styles[kind]}>
      <span class={styles.quote} lang="zh-CN">
        {kind === 'doubtful' && here !== null ? (
          <Changed was={mark.quote} here={here} />
        ) : (
          flat(markWords(mark))
        )}
      </span>
      {kind === 'lost' && <Context mark={mark} />}
    </span>
  );
}

function Changed({ was, here }: { was: string; here: string }) {
  return (
    <>
      {diffText(flat(was), flat(here)).map(({ kind, text }, at) => {
        const key = `${at}${kind}`;
        if (kind === 'removed') return <del key={key}>{text}</del>;
        return kind === 'added' ? <ins key={key}>{text}</ins> : <span key={key}>{text}</span>;
      })}
    </>
  );
}

/** As it was when it was marked: enough to know where to look. */
function Context({ mark }: { mark: Mark }) {
  const selector = mark.pageSelectors.find(({ type }) => type === 'TextQuoteSelector');
  if (selector?.type !== 'TextQuoteSelector') return null;
  const [before, after] = [flat(selector.prefix), flat(selector.suffix)];
  if (before === '' && after === '') return null;
  return (
    <span class={styles.context} lang="zh-CN">
      <span class="visually-hidden">{textsOf(panelTexts).context}</span>
      {`…${before}`}
      <b>……</b>
      {`${after}…`}
    </span>
  );
}

const flat = (text: string) => text.replace(/\s+/g, ' ').trim();
