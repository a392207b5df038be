import { type ReadonlySignal, signal } from '@preact/signals';
import { panelTexts } from '../../locales/panel.ts';
import type { Selector } from '../../protocol/selectors.ts';
import { textsOf } from '../../utils/appearance.ts';
import type { OutlineItem } from '../../utils/article/reading.ts';
import type { Mark } from '../../utils/library/library.ts';
import type { SyncState } from '../../utils/messages/contract.ts';
import type { PlacedMarks } from '../../utils/messages/page-port.ts';
import type { RuleField } from '../../utils/sites/site-rule.ts';
import { openPopup } from '../article/popup-model.ts';
import type { PopupModel, PopupWorld } from '../article/popup-state.ts';
import { markWords } from '../controls/mark-words.ts';
import { offerUndo } from '../library/offer-undo.ts';
import type { ShownTab } from './follow-tab.ts';
import type { listenToMarks, MarksLine } from './page-ports.ts';

/** What the panel needs of the world beside what a page's view needs. */
export interface PanelWorld extends Omit<PopupWorld, 'tab' | 'close' | 'openPanel' | 'pointElsewhere'> {
  listenToMarks: typeof listenToMarks;
  /** The field that another view left to be pointed at in that tab's page. */
  takeTask: (tabId: number) => Promise<RuleField | null>;
  /** The tab as the browser lets us see it now. */
  tabOf: (tabId: number) => Promise<ShownTab>;
}

/** A script that makes way for a newer one is gone for a moment. */
const CONNECT_AGAIN_MS = 1000;
const MOST_CONNECTIONS = 3;

export interface PanelModel {
  /** Of the page in the active tab; null until the first is known. */
  page: ReadonlySignal<PopupModel | null>;
  /** Null while the marks' script of the page can't be heard. */
  places: ReadonlySignal<PlacedMarks | null>;
  /** What was just done in the page, for a screen reader. */
  said: ReadonlySignal<string>;
  show: (tab: ShownTab) => Promise<void>;
  showSync: (state: SyncState) => void;
  /** The page has come to rest: what could not be read before is read now. */
  loaded: () => void;
  /** Another view could read the page in that tab, so this one may as well. */
  readElsewhere: (tabId: number) => void;
  /** Another view has left a task. */
  taskLeft: () => void;
  goToMark: (mark: Mark) => void;
  goToHeading: (item: OutlineItem) => Promise<void>;
  /** The likely place is the right one. */
  confirmPlace: (mark: Mark) => void;
  /** The mark gets what is selected in the page, or what is selected there next. */
  reattach: (mark: Mark) => void;
}

/** The page of the active tab as the popup knows it, tab after tab, and where its marks are. */
export function createPanel(world: PanelWorld): PanelModel {
  const page = signal<PopupModel | null>(null);
  const places = signal<PlacedMarks | null>(null);
  const said = signal('');
  /** Marks that are to get a place, with the one they had. */
  const moving = new Map<string, { before: Selector[]; words: string }>();
  let life = new AbortController();
  let line: MarksLine | null = null;
  let connections = 0;
  let sync: SyncState | null = null;

  async function show(tab: ShownTab): Promise<void> {
    life.abort();
    life = new AbortController();
    const { signal: current } = life;
    line = null;
    connections = 0;
    moving.clear();
    const model = await openPopup({ ...world, tab, close: () => {} });
    if (current.aborted) return;
    if (sync) model.showSync(sync);
    page.value = model;
    places.value = null;
    said.value = '';
    await Promise.all([model.reload(), read(model, current)]);
  }

  async function read(model: PopupModel, current: AbortSignal): Promise<void> {
    await model.readAgain();
    const state = model.state.peek();
    if (current.aborted || state.page.status !== 'read') return;
    if (state.page.page.reading.kind !== 'article' && !state.article) return;
    await doTask(model);
    await connect(model, current);
  }

  async function doTask(model: PopupModel): Promise<void> {
    const field = isArticle(model) ? await world.takeTask(model.world.tab.id) : null;
    if (field === null) return;
    model.correct(field);
    await model.pick?.start(field);
  }

  /** The page's own script may have to be put there first. */
  async function connect(model: PopupModel, current: AbortSignal): Promise<void> {
    const { id } = model.world.tab;
    const isThere = await world.ask('show-marks', { tabId: id }).then(
      () => true,
      () => false,
    );
    if (!isThere || current.aborted) return;
    connections += 1;
    const hear = (told: PlacedMarks | null) => {
      places.value = told;
      if (told !== null) return settleMoves(told);
      line = null;
      if (connections >= MOST_CONNECTIONS) return;
      setTimeout(() => {
        if (!current.aborted) void connect(model, current);
      }, CONNECT_AGAIN_MS);
    };
    line = world.listenToMarks(id, hear, current);
  }

  function settleMoves(told: PlacedMarks): void {
    for (const { id, status } of told.marks) {
      const moved = moving.get(id);
      if (!moved || status !== 'found') continue;
      moving.delete(id);
      sayMoved(id, moved);
    }
  }

  function sayMoved(id: string, { before, words }: { before: Selector[]; words: string }): void {
    offerUndo({ text: words }, () => world.library.editMark(id, { pageSelectors: before }));
  }

  function move(mark: Mark, ask: 'confirm' | 'reattach', words: string): void {
    moving.set(mark.id, { before: mark.pageSelectors, words });
    line?.ask({ ask, id: mark.id });
  }

  return {
    page,
    places,
    said,
    show,
    showSync: (state) => {
      sync = state;
      page.peek()?.showSync(state);
    },
    loaded: () => {
      const model = page.peek();
      const { status } = model?.state.peek().page ?? {};
      const isRead = model && isArticle(model);
      if (model && !isRead && (status === 'read' || status === 'failed')) void read(model, life.signal);
    },
    readElsewhere: (tabId) => {
      const model = page.peek();
      if (model?.world.tab.id !== tabId) return;
      const { page: shown } = model.state.peek();
      if (shown.status === 'failed' || isUnseen(shown)) void world.tabOf(tabId).then(show);
    },
    taskLeft: () => {
      const model = page.peek();
      if (model) void doTask(model);
    },
    goToMark: (mark) => {
      line?.ask({ ask: 'go', id: mark.id });
      said.value = line === null ? '' : textsOf(panelTexts).wentTo(shortQuote(markWords(mark)));
    },
    goToHeading: async ({ text }) => {
      const model = page.peek();
      const shown = model?.state.peek().page;
      if (!model || shown?.status !== 'read') return;
      const where = { tabId: model.world.tab.id, documentId: shown.page.documentId };
      const texts = textsOf(panelTexts);
      const heading = shortQuote(text);
      said.value = '';
      said.value = await world.ask('show-place', { ...where, selector: '', text, value: text }).then(
        (status) => (status === 'shown' ? texts.wentToHeading(heading) : texts.headingGone(heading)),
        () => texts.headingFailed,
      );
    },
    confirmPlace: (mark) => move(mark, 'confirm', textsOf(panelTexts).confirmed),
    reattach: (mark) => {
      move(mark, 'reattach', textsOf(panelTexts).attached);
      said.value = textsOf(panelTexts).reattachAsk;
    },
  };
}

function isArticle({ state }: PopupModel): boolean {
  const { page } = state.peek();
  return page.status === 'read' && page.page.reading.kind === 'article';
}

function isUnseen(page: ReturnType<PopupModel['state']['peek']>['page']): boolean {
  return page.status === 'restricted' && page.restriction === 'unknown';
}

/** As much of a passage as is worth saying. */
export function shortQuote(quote: string): string {
  const words = quote.replace(/\s+/g, ' ').trim();
  return words.length > 24 ? `${words.slice(0, 24)}…` : words;
}
