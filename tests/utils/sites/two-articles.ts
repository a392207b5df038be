import { readArticle } from '../../../utils/article/read-article.ts';
import { inferVisibility } from '../../../utils/article/visibility.ts';
import type { RulePage } from '../../../utils/sites/rule-page.ts';
import { openPage } from '../article/open-page.ts';

/** What differs between two articles of a site. */
export interface ArticleWords {
  number: number;
  title: string;
  author: string;
  source: string;
  day: string;
  /** Paragraphs: pages of one site are of different lengths. */
  paragraphs: number;
}

export const FIRST: ArticleWords = {
  number: 501,
  title: '夜班以后的第一通电话',
  author: '陆之远',
  source: '坐席手记',
  day: '2026-03-05',
  paragraphs: 5,
};
export const SECOND: ArticleWords = {
  number: 618,
  title: '一台取号机搬走的那个上午：网点里剩下的人',
  author: '沈若溪',
  source: '远程服务周刊',
  day: '2026-04-17',
  paragraphs: 9,
};

/** Ways in which sites write their articles; each is ours, made after what such sites have in common. */
export const LAYOUTS = {
  /** A label that says whose words they are, and another that says who passed them on. */
  labels: (words: ArticleWords) =>
    page(
      words,
      `<h1>${words.title}</h1><div class="info"><span>递稿处：${words.source}</span> <span>来源：值班室网</span>
       <span>作者：${words.author}</span> <span>${words.day} 09:30</span></div><div class="body">${body(words)}</div>`,
    ),
  /** Names without labels, each in an element with a class. */
  classes: (words: ArticleWords) =>
    page(
      words,
      `<div class="post post-${words.number}" id="post-${words.number}"><h1 class="post-title">${words.title}</h1>
       <p class="post-meta"><a class="post-author" href="/u/${words.number}">${words.author}</a> <em>${words.day}</em>
       <i class="post-from">${words.source}</i></p><div class="post-body">${body(words)}</div></div>`,
    ),
  /** Old tables without a class, all in one line. */
  tables: (words: ArticleWords) =>
    `<html><head><title>${words.title}-值班室网</title></head><body><table><tr><td><a href="/">首页</a> | <a href="/b/">观察</a></td></tr></table>
     <table><tr><td align="center"><font size="5"><b>${words.title}</b></font></td></tr>
     <tr><td align="center">${words.day} 14:05 ${words.source} 撰文/${words.author} 浏览：${words.number}次</td></tr>
     <tr><td>${body(words)}</td></tr></table></body></html>`,
  /** Who wrote it stands in the last line of the text. */
  tail: (words: ArticleWords) =>
    page(
      words,
      `<h1>${words.title}</h1><p class="date">${words.day}</p><div id="content">${body(words)}<p>文 / ${words.author}</p></div>`,
    ),
  /** Nothing but what the page says for machines. */
  machines: (words: ArticleWords) =>
    page(
      words,
      `<h1>${words.title}</h1><div class="body">${body(words)}</div>`,
      `<meta name="x-provider" content="${words.source}"><script type="application/ld+json">${JSON.stringify({
        '@type': 'NewsArticle',
        headline: words.title,
        datePublished: `${words.day}T08:00:00+08:00`,
        author: [{ '@type': 'Person', name: words.author }],
        provider: { '@type': 'Organization', name: `${words.source}编辑部` },
      })}</script>`,
    ),
};
export type Layout = keyof typeof LAYOUTS;

export const addressOf = ({ number }: ArticleWords) => `https://www.zhibanshi.example/guancha/${number}.html`;

/** A page as rules see it. */
export function openArticle(layout: Layout, words: ArticleWords): RulePage {
  const address = addressOf(words);
  const document = openPage(LAYOUTS[layout](words), address);
  const now = Date.UTC(2026, 10, 20);
  const reading = readArticle(document, address, { now });
  return { document, address, reading, isVisible: inferVisibility(document), now };
}

function page(words: ArticleWords, main: string, head = ''): string {
  return `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><title>${words.title}_值班室网</title>${head}</head><body>
<div class="crumb"><a href="/">首页</a> › <a href="/guancha/">观察</a> › ${words.title}</div>${main}
<div class="foot"><p>值班室网 版权所有</p></div></body></html>`;
}

const SENTENCES = [
  '电话接通以前，她先看了一眼来电人上一次问过什么，又看了一眼挂在墙上的钟。',
  '没有人规定要这样做，只是做过几年以后，手会比脑子先动，话筒还没有举到耳边，屏幕已经翻开了。',
  '来电人说的第一句话往往不是要办的事，而是等了多久，等的时候又听了几遍同一段音乐。',
];

function body({ number, paragraphs }: ArticleWords): string {
  return Array.from(
    { length: paragraphs },
    (_, index) => `<p>${index + 1}之${number % 7}。${SENTENCES.join('')}</p>`,
  ).join('\n');
}
