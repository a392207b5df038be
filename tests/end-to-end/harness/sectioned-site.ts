import { createServer } from 'node:http';
import { listen } from '../../../scripts/listen.ts';

/** An article in sections as long as a few windows, another of which the page says nothing, and pages that are no article. */
export interface SectionedSite extends AsyncDisposable {
  origin: string;
  /** With headings, labels and a line of who wrote it at its end. */
  long: string;
  /** The same after its editors went over it: one passage has other words, another is gone. */
  edited: string;
  /** A title, a text, nothing else. */
  bare: string;
  list: string;
}

export const LONG_TITLE =
  '夜班交接簿里的四百二十七个问号：一家远程银行中心用十一个月重新写完一套谁也没有要求过的应答说明，以及它后来为什么只剩下七页纸';
export const HEADINGS = ['一、接班的人先看哪一页', '二、没有人写过的那一条', '三、七页纸'];
/** One in each section. */
export const PASSAGES = [
  '钥匙一直放在左边第二个抽屉里',
  '凌晨三点打来电话的是同一位老先生',
  '删去这一句是因为谁也不肯署名',
] as const;
/** Words in place of the second passage, on the page after it was edited; the third one is gone from it. */
export const CHANGED = '凌晨四点打来电话的是同一位老先生';
const SIGNATURE = '执笔：陆问渠';
/** Below the text, within a link: what a reader may hold to be the source. */
export const GIVER = '东岸呼叫中心';

export async function startSectionedSite(): Promise<SectionedSite> {
  let isEdited = false;
  const server = createServer((incoming, outgoing) => {
    const { pathname } = new URL(incoming.url ?? '/', 'http://127.0.0.1');
    if (pathname === '/edit') isEdited = true;
    const html = pageAt(pathname, isEdited);
    outgoing.writeHead(html === null ? 404 : 200, { 'content-type': 'text/html; charset=utf-8' });
    outgoing.end(html ?? '');
  });
  const origin = `http://127.0.0.1:${await listen(server, 0, 'the article in sections')}`;
  return {
    origin,
    long: `${origin}/jiaojie/long.html`,
    edited: `${origin}/edit`,
    bare: `${origin}/jiaojie/bare.html`,
    list: `${origin}/list.html`,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
}

const SENTENCES = [
  '交接簿放在窗台上，封面被太阳晒成了两种颜色，靠里的一半还是原来的蓝。',
  '每一班的人都在上面写字，有的写得很短，只有一个时间和一个名字。',
  '有一页记着一位客户连续打来六次电话，每一次都问同一件事，每一次得到的答复都不一样。',
  '后来大家约定，谁写下一个问号，谁就要在下一班之前把它弄明白。',
  '问号越来越多，弄明白的却不见得少，只是没有人再去数。',
];

function sectionOf(number: number, isEdited: boolean): string {
  const passage = PASSAGES[number] ?? '';
  const words = !isEdited ? passage : number === 1 ? CHANGED : number === 2 ? '这里换了一种说法' : passage;
  const filler = (from: number) =>
    Array.from({ length: 6 }, (_, index) => SENTENCES[(number + from + index) % SENTENCES.length]).join('');
  return `<h2>${HEADINGS[number]}</h2><p>${filler(0)}</p><p>${filler(1)}${words}，读到这里的人都停了一下。${filler(3)}</p><p>${filler(4)}</p>`;
}

function pageAt(path: string, isEdited: boolean): string | null {
  if (path === '/edit') return '<!doctype html><title>改过了</title><p>改过了。</p>';
  const style = '<style>body { max-width: 720px; margin: 0 auto; font: 18px/2 sans-serif }</style>';
  if (path === '/jiaojie/long.html') {
    return `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><title>${LONG_TITLE}_夜班手册</title>${style}</head><body>
<div class="crumb"><a href="/">首页</a> › 观察 › 服务观察 › ${LONG_TITLE}</div><h1>${LONG_TITLE}</h1>
<ul><li><p><span>分类：</span>服务观察</p></li><li><p><span>作者：</span></p></li>
<li><p><span>来源：</span>夜班手册</p></li><li><p><span>发布时间：</span>2026-11-02 00:00:00</p></li></ul>
<div class="body">${[0, 1, 2].map((number) => sectionOf(number, isEdited)).join('\n')}<p class="sign">${SIGNATURE}</p></div>
<div class="foot"><a href="/list.html">递稿处：${GIVER}</a></div></body></html>`;
  }
  if (path === '/jiaojie/bare.html') {
    const text = SENTENCES.map((sentence) => `<p>${sentence.repeat(4)}</p>`).join('');
    return `<!doctype html><html><head><meta charset="utf-8"><title>交接簿</title>${style}</head><body><article><h1>交接簿</h1>${text}</article></body></html>`;
  }
  if (path === '/list.html') {
    const rows = Array.from(
      { length: 30 },
      (_, at) => `<li><a href="/jiaojie/${at}.html">第 ${at} 本交接簿</a></li>`,
    );
    return `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><title>全部交接簿</title></head><body><ul>${rows.join('')}</ul></body></html>`;
  }
  return null;
}
