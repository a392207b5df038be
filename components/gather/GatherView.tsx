import { useEffect, useState } from 'preact/hooks';
import { gatherTexts } from '../../locales/gather.ts';
import { libraryTexts } from '../../locales/library.ts';
import { textsOf } from '../../utils/appearance.ts';
import { browser } from '../../utils/browser.ts';
import {
  type GatherItem,
  isBusy,
  MAX_ITEMS,
  onGathering,
  readGathering,
} from '../../utils/keeping/gathering.ts';
import type { Library } from '../../utils/library/library.ts';
import { call } from '../../utils/messages/call.ts';
import { patternOf } from '../../utils/sites/match-pattern.ts';
import { Button } from '../controls/Button.tsx';
import { Checkbox } from '../controls/Checkbox.tsx';
import { EmptyState } from '../controls/EmptyState.tsx';
import { Notice } from '../controls/Notice.tsx';
import styles from './GatherView.module.css';
import type { GatherFrom } from './gather-from.ts';
import { type Candidate, useCandidates } from './use-candidates.ts';

interface GatherViewProps {
  library: Library;
  from: GatherFrom;
}

/** How often the background is asked to go on: it may have been ended in between. */
const STEP_MS = 2000;

/** Several articles to be chosen, and then how far their saving is. */
export function GatherView({ library, from }: GatherViewProps) {
  const texts = textsOf(gatherTexts);
  const [items, setItems] = useState<GatherItem[] | null>(null);
  const [isChoosing, setChoosing] = useState(true);
  useEffect(() => {
    document.title = textsOf(libraryTexts).pageTitle(texts.title);
  }, [texts]);
  useEffect(() => {
    const listening = new AbortController();
    const read = () => void readGathering().then(setItems, () => undefined);
    read();
    onGathering(read, listening.signal);
    return () => listening.abort();
  }, []);
  const isAtWork = items?.some((item) => isBusy(item) || item.state === 'waiting') ?? false;
  useEffect(() => {
    if (!isAtWork) return;
    // What came of it is shown at its end, also in a page that was opened meanwhile.
    setChoosing(false);
    const timer = setInterval(() => call('gather-step').catch(() => undefined), STEP_MS);
    return () => clearInterval(timer);
  }, [isAtWork]);
  const heads = { page: texts.fromPage, tabs: texts.fromTabs, link: texts.fromLink };
  return (
    <div class={styles.page}>
      <h1 class={styles.title}>{texts.title}</h1>
      {items === null ? null : isAtWork || !isChoosing ? (
        <Progress items={items} isAtWork={isAtWork} onAgain={() => setChoosing(true)} />
      ) : (
        <>
          <p class={styles.words}>{heads[from.what]}</p>
          <Choice library={library} from={from} onStarted={() => setChoosing(false)} />
        </>
      )}
    </div>
  );
}

interface ChoiceProps extends GatherViewProps {
  onStarted: () => void;
}

function Choice({ library, from, onStarted }: ChoiceProps) {
  const texts = textsOf(gatherTexts);
  const { candidates, look } = useCandidates(library, from);
  const [dropped, setDropped] = useState<ReadonlySet<string>>(new Set());
  const [added, setAdded] = useState<ReadonlySet<string>>(new Set());
  const [isRefused, setRefused] = useState(false);
  const [hasFailed, setFailed] = useState(false);
  if (candidates.status === 'looking') return <p role="status">{texts.looking}</p>;
  if (candidates.status === 'gone') return <EmptyState>{texts.gone}</EmptyState>;
  if (candidates.status === 'needs-tabs') {
    const ask = async () => {
      if (await browser.permissions.request({ permissions: ['tabs'] })) look();
      else setRefused(true);
    };
    return (
      <Notice
        isBlock
        actions={
          <Button size="s" kind="primary" onClick={() => void ask()}>
            {texts.askTabs}
          </Button>
        }
      >
        {texts.whyTabs} {isRefused && texts.refused}
      </Notice>
    );
  }
  const { all } = candidates;
  if (all.length === 0) return <EmptyState>{from.what === 'tabs' ? texts.noTabs : texts.none}</EmptyState>;
  // What is kept already is chosen by nobody but the reader.
  const isChosen = ({ address, isKept }: Candidate) => (isKept ? added.has(address) : !dropped.has(address));
  const chosen = all.filter(isChosen);
  const choose = (candidate: Candidate, isOn: boolean) => {
    const change = (set: ReadonlySet<string>, has: boolean) => {
      const next = new Set(set);
      if (has) next.add(candidate.address);
      else next.delete(candidate.address);
      return next;
    };
    if (candidate.isKept) setAdded((set) => change(set, isOn));
    else setDropped((set) => change(set, !isOn));
  };
  const first = chosen.slice(0, MAX_ITEMS);
  const start = async () => {
    setRefused(false);
    setFailed(false);
    const origins = [...new Set(first.flatMap(({ address }) => patternOf(address) ?? []))];
    // Within the click, as the browser demands.
    if (!(await browser.permissions.request({ origins }))) return setRefused(true);
    const items = first.map(({ address, title, tabId }) => ({
      address,
      title: title.slice(0, 300),
      ...(tabId !== undefined && { tabId }),
    }));
    await call('gather', { items });
    onStarted();
  };
  return (
    <>
      <ul class={styles.list}>
        {all.map((candidate) => (
          <li key={`${candidate.tabId ?? ''} ${candidate.address}`} class={styles.row}>
            <Checkbox isChecked={isChosen(candidate)} onChange={(isOn) => choose(candidate, isOn)}>
              <span lang="zh-CN">{candidate.title}</span>
              {candidate.isKept && <span class={styles.state}>{texts.kept}</span>}
            </Checkbox>
          </li>
        ))}
      </ul>
      <p class={styles.words}>{texts.why(hostsOf(first.length > 0 ? first : all).join(texts.and))}</p>
      {(isRefused || hasFailed) && (
        <Notice kind="danger" isBlock>
          {isRefused ? texts.refused : texts.notStarted}
        </Notice>
      )}
      {chosen.length > MAX_ITEMS && <p class={styles.words}>{texts.tooMany(MAX_ITEMS)}</p>}
      <div class={styles.actions}>
        <Button
          kind="primary"
          disabled={chosen.length === 0}
          onClick={() => void start().catch(() => setFailed(true))}
        >
          {texts.start(first.length)}
        </Button>
        <span class={styles.state}>{texts.chosen(chosen.length)}</span>
      </div>
    </>
  );
}

interface ProgressProps {
  items: GatherItem[];
  isAtWork: boolean;
  onAgain: () => void;
}

function Progress({ items, isAtWork, onAgain }: ProgressProps) {
  const texts = textsOf(gatherTexts);
  const saved = items.filter(({ state }) => state === 'saved').length;
  const done = items.filter((item) => item.state !== 'waiting' && !isBusy(item)).length;
  return (
    <>
      <div class={styles.progress}>
        <p role="status">
          {isAtWork
            ? texts.progress(done, items.length)
            : [texts.done(saved), saved < items.length ? texts.doneRest(items.length - saved) : ''].join('')}
        </p>
        {isAtWork && (
          <>
            <progress value={done} max={items.length} aria-label={texts.progress(done, items.length)} />
            <Button size="s" onClick={() => void call('gather-stop').catch(() => undefined)}>
              {texts.stop}
            </Button>
          </>
        )}
        {!isAtWork && (
          <Button size="s" onClick={onAgain}>
            {texts.again}
          </Button>
        )}
      </div>
      <ul class={styles.list}>
        {items.map((item) => (
          <li key={item.address} class={styles.row} data-state={item.state}>
            <span lang="zh-CN">{item.title}</span>
            <span class={styles.state}>{texts[item.state]}</span>
          </li>
        ))}
      </ul>
    </>
  );
}

function hostsOf(candidates: readonly Candidate[]): string[] {
  return [...new Set(candidates.flatMap(({ address }) => URL.parse(address)?.hostname ?? []))];
}
