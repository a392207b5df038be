import type { Selector } from '../../../protocol/selectors.ts';
import { randomFrom } from '../../../tests/simulation/random.ts';
import { anchor } from '../../../utils/annotation/anchor.ts';
import { indexText } from '../../../utils/annotation/text-index.ts';
import { recallFrom } from '../../../utils/annotation/witness.ts';
import type { SavedPage } from './corpus.ts';
import { openPage, type Page } from './page.ts';
import { choosePassages, type Passage } from './passages.ts';
import type { Engine } from './peers.ts';
import { type Answer, isChanged, judge, type Line, lineUp, truthOf, type Verdict } from './score.ts';
import { type Edit, stageFor } from './stage.ts';
import { noteChanges } from './undo.ts';

/** One passage after one edit, by one engine. */
export interface Trial {
  engine: string;
  page: SavedPage;
  edit: string;
  /** Characters of the passage. */
  length: number;
  verdict: Verdict;
  status: Answer['status'];
  /** Less than a fifth of the passage is left. */
  isGone: boolean;
  /** One of its characters is another one now, or gone. */
  isChanged: boolean;
  milliseconds: number;
}

export const OURS = 'ours';
/** The same with what the article's text remembers, as it was kept before the edit. */
export const WITH_KEPT_TEXT = 'ours, with the kept text';
const PASSAGES = 8;

export interface Order {
  edits: Record<string, Edit>;
  peers: Engine[];
  seed: number;
}

/** Every edit on one saved page: its passages are described on the page as it is, and looked for on the page as the edit leaves it. */
export async function tryEdits(saved: SavedPage, { edits, peers, seed }: Order): Promise<Trial[]> {
  const page = openPage(saved.name, saved.html, saved.articleText, saved.isChinese);
  if (!page) return [];
  const passages = choosePassages(page, PASSAGES, randomFrom(hash(`${seed} ${saved.name}`)));
  const before = lineUp(page.body, page.followed, new Set(page.index.nodes));
  const was = (id: number) => before.text[before.places[id] ?? -1] ?? '';
  const described = await Promise.all(
    passages.map(async (passage) => ({
      passage,
      matchers: await Promise.all(peers.map((peer) => peer.describe(page.body, passage.range.cloneRange()))),
    })),
  );
  const recall = recallFrom(saved.articleText);
  const recalled = passages.map(({ selectors }) => {
    const quote = recall(selectors);
    return quote ? [...selectors, quote] : selectors;
  });
  const trials: Trial[] = [];
  const state = page.followed.snapshot();
  for (const [name, edit] of Object.entries(edits)) {
    const changes = noteChanges(page.body);
    edit(stageFor(page, passages, randomFrom(hash(`${seed} ${saved.name} ${name}`))));
    const { line, anchored, heard } = look(page, passages, recalled);
    for (const [at, { passage, matchers }] of described.entries()) {
      const about = {
        page: saved,
        edit: name,
        length: passage.length,
        isGone: truthOf(line, passage.ids) === null,
        isChanged: isChanged(line, passage.ids, was),
      };
      const own = anchored[at];
      if (own) trials.push({ engine: OURS, ...about, ...judged(line, passage, own) });
      const second = heard[at];
      if (second) trials.push({ engine: WITH_KEPT_TEXT, ...about, ...judged(line, passage, second) });
      for (const [number, match] of matchers.entries()) {
        const theirs = await timed(() => match(page.body));
        trials.push({ engine: peers[number]?.name ?? '', ...about, ...judged(line, passage, theirs) });
      }
    }
    changes.undo();
    page.followed.restore(state);
  }
  page.body.ownerDocument.defaultView?.close();
  return trials;
}

/** Our own answers, on the page read once. */
function look(page: Page, passages: Passage[], recalled: Selector[][]) {
  const index = indexText(page.body);
  const anchorTimed = (selectors: Selector[]) => {
    const start = performance.now();
    const answer = anchor(selectors, index);
    return { answer, milliseconds: performance.now() - start };
  };
  const anchored = passages.map(({ selectors }) => anchorTimed(selectors));
  const heard = recalled.map(anchorTimed);
  return { line: lineUp(page.body, page.followed, new Set(index.nodes)), anchored, heard };
}

async function timed(match: () => Promise<Answer>) {
  const start = performance.now();
  const answer = await match();
  return { answer, milliseconds: performance.now() - start };
}

function judged(
  line: Line,
  passage: Passage,
  { answer, milliseconds }: { answer: Answer; milliseconds: number },
) {
  return { verdict: judge(line, passage, answer), status: answer.status, milliseconds };
}

/** FNV-1a. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) value = Math.imul(value ^ text.charCodeAt(at), 0x01000193);
  return value >>> 0;
}
