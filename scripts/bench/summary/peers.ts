import { createRequire } from 'node:module';
import { join } from 'node:path';
import * as z from 'zod/mini';
import { featuresOf } from '../../../utils/summary/features.ts';
import type { TextForGist } from '../../../utils/summary/gist.ts';
import { sentencesOf } from '../../../utils/summary/sentences.ts';
import { installPeers } from '../install-peers.ts';

export interface Peers {
  /** `textrank`: sentences by TextRank. It knows no Chinese, so it is given our sentences and their features. */
  textRank: (text: TextForGist) => string;
  /** `jieba` with its dictionary of 350,000 words: terms by tf·idf. */
  jieba: (text: TextForGist) => string[];
}

const textRankSchema = z.object({
  TextRank: z.custom<new (text: string, settings: object) => unknown>((value) => typeof value === 'function'),
});
const summarySchema = z.object({ summarizedArticle: z.string() });
const termsSchema = z.array(z.object({ keyword: z.string() }));
const jiebaSchema = z.object({
  Jieba: z.custom<{ withDict: (dictionary: Uint8Array) => unknown }>((value) => typeof value === 'function'),
  TfIdf: z.custom<{
    withDict: (idf: Uint8Array) => {
      extractKeywords: (jieba: unknown, text: string, count: number) => unknown;
    };
  }>((value) => typeof value === 'function'),
});
const dictionarySchema = z.object({ dict: z.instanceof(Uint8Array), idf: z.instanceof(Uint8Array) });

/** Installs them first, where they aren't there. */
export async function openPeers(say: (line: string) => void): Promise<Peers> {
  const folder = await installPeers('summary/peers', say);
  const require = createRequire(join(folder, 'package.json'));
  const { TextRank } = textRankSchema.parse(require('textrank'));
  const { Jieba, TfIdf } = jiebaSchema.parse(require('@node-rs/jieba'));
  const { dict, idf } = dictionarySchema.parse(require('@node-rs/jieba/dict'));
  const [jieba, tfidf] = [Jieba.withDict(dict), TfIdf.withDict(idf)];
  return {
    textRank: ({ text, headings }) => {
      // Of sentences without words, or the same twice, it never comes to an end.
      const all = new Set(sentencesOf(text.split('\n'), new Set(headings)).map((sentence) => sentence.text));
      const sentences = [...all].filter((sentence) => featuresOf(sentence).size > 1);
      const split = sentences.map((sentence) => [...featuresOf(sentence).keys()]);
      const ranked = new TextRank(text, { extractAmount: 5, tokens: sentences, split });
      return summarySchema.parse(ranked).summarizedArticle;
    },
    jieba: ({ title, text }) =>
      termsSchema.parse(tfidf.extractKeywords(jieba, `${title}\n${text}`, 8)).map(({ keyword }) => keyword),
  };
}
