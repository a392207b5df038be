import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import * as z from 'zod/mini';
import { featuresOf } from '../../../utils/summary/features.ts';
import type { TextForGist } from '../../../utils/summary/gist.ts';
import { sentencesOf } from '../../../utils/summary/sentences.ts';
import { Complaint } from '../../complaint.ts';

const FOLDER = fileURLToPath(new URL('peers/', import.meta.url));

/** Installs what is measured beside ours, unless it is there. */
export async function installPeers(say: (line: string) => void): Promise<void> {
  if (existsSync(`${FOLDER}node_modules`)) return;
  say('Installing what is measured beside ours, into scripts/bench/summary/peers.');
  const child = spawn('npm', ['ci', '--no-audit', '--no-fund'], { cwd: FOLDER, stdio: 'inherit' });
  const [code] = await once(child, 'exit');
  if (code !== 0) throw new Complaint(`npm could not install ${FOLDER}; its own words are above.`);
}

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

export function openPeers(): Peers {
  const require = createRequire(FOLDER);
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
