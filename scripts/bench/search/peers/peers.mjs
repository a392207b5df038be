import FlexSearch from 'flexsearch';
import MiniSearch from 'minisearch';

export const PEERS = {
  minisearch() {
    const segmenter = new Intl.Segmenter('zh', { granularity: 'word' });
    const tokenize = (text) =>
      [...segmenter.segment(text)].filter((one) => one.isWordLike).map((one) => one.segment);
    const index = new MiniSearch({ fields: ['text'], tokenize });
    return {
      add: (id, text) => index.add({ id, text }),
      search: (text) => index.search(text, { combineWith: 'AND', prefix: true }).map(({ id }) => id),
    };
  },
  flexsearch() {
    const index = new FlexSearch.Index({ encoder: FlexSearch.Charset.CJK, tokenize: 'strict' });
    return {
      add: (id, text) => index.add(id, text),
      search: (text) => index.search(text, { limit: 1_000_000 }),
    };
  },
};
