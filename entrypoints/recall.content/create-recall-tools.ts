import type { TextQuoteSelector } from '../../protocol/selectors.ts';
import { call } from '../../utils/messages/call.ts';
import { isUnsure, type RecallTools } from '../marks.content/recall-tools.ts';

/** The background takes no more at once. */
const MOST = 200;

/** Asks what the kept text knows of marks, once for each. */
export function createRecallTools(): RecallTools {
  /** By a mark's own selectors; null where nothing more is known. */
  const recalled = new Map<string, TextQuoteSelector | null>();
  const tools: RecallTools = {
    known(selectors) {
      const quote = recalled.get(JSON.stringify(selectors));
      return quote ? [...selectors, quote] : selectors;
    },
    async ask(state) {
      const asked = state.marks.value
        .filter(isUnsure)
        .filter(({ isStored, mark }) => isStored && !recalled.has(JSON.stringify(mark.pageSelectors)))
        .slice(0, MOST);
      if (asked.length === 0) return;
      const quotes = await call('recall-quotes', { ids: asked.map(({ mark }) => mark.id) });
      for (const { mark } of asked) {
        const { quote = null } = quotes.find(({ id }) => id === mark.id) ?? {};
        recalled.set(JSON.stringify(mark.pageSelectors), quote);
      }
      // What the reader gave another place meanwhile has other selectors, of which nothing is known.
      state.marks.value = state.marks.value.map((entry) => ({
        ...entry,
        anchored: { ...entry.anchored, selectors: tools.known(entry.anchored.selectors) },
      }));
      if (quotes.length > 0) await globalThis.pageMarks?.reanchor();
    },
  };
  return tools;
}
