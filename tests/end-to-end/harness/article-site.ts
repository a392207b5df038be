import { createServer } from 'node:http';
import { crc32, deflateSync } from 'node:zlib';
import { listen } from '../../../scripts/listen.ts';

/** Pages made to order: as many articles as a test wants, and pages that are hard on whoever reads them. */
export interface ArticleSite extends AsyncDisposable {
  origin: string;
  /** Address and title of article `number`. */
  article(number: number): { address: string; title: string };
  /** From now on article `number` reads otherwise: a word changed, a paragraph gone, another one new. */
  revise(number: number): void;
  /** A site that names itself as the source, and whose words they are behind another label; each article says so of another `giver`. */
  passedOn(number: number): { address: string; title: string; giver: string };
  /** The same with a picture of its own. */
  illustrated(number: number): { address: string; title: string };
  /** With a picture that its host, another one than the page's, gives to that page's site alone. */
  guarded(number: number): { address: string; title: string };
  /** With a photograph of more than 300 KB. */
  photographed: { address: string; title: string };
  /** A page that lists six articles, from number 21 on. */
  list: string;
  /** One that lists four which take seconds to come. */
  slowList: string;
  /** An article in English, with a sentence in it that is a newsletter's and not the text's. */
  inEnglish: { address: string; title: string; sentence: string; newsletter: string };
}

export async function startArticleSite(): Promise<ArticleSite> {
  const revised = new Set<number>();
  let port = 0;
  const server = createServer((incoming, outgoing) => {
    const path = new URL(incoming.url ?? '/', 'http://127.0.0.1').pathname;
    if (path === '/pictures/photograph.png') {
      outgoing.writeHead(200, { 'content-type': 'image/png' }).end(noisePng());
      return;
    }
    const guarded = /^\/guarded-pictures\/(\d+)\.png$/.exec(path)?.[1];
    if (guarded !== undefined) {
      const isAsked = incoming.headers.referer?.startsWith('http://127.0.0.1:') ?? false;
      outgoing.writeHead(isAsked ? 200 : 403, { 'content-type': isAsked ? 'image/png' : 'text/plain' });
      outgoing.end(isAsked ? pngOf(Number(guarded)) : 'no hotlinks');
      return;
    }
    const picture = /^\/pictures\/(\d+)\.png$/.exec(path)?.[1];
    if (picture !== undefined) {
      outgoing.writeHead(200, { 'content-type': 'image/png' }).end(pngOf(Number(picture)));
      return;
    }
    const html = pageAt(path, revised, port);
    if (path.startsWith('/slow/')) {
      setTimeout(
        () => outgoing.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(html),
        6000,
      );
      return;
    }
    outgoing.writeHead(html === null ? 404 : 200, { 'content-type': 'text/html; charset=utf-8' });
    outgoing.end(html ?? '');
  });
  port = await listen(server, 0, 'the pages of the tests');
  const origin = `http://127.0.0.1:${port}`;
  return {
    origin,
    article: (number) => ({ address: `${origin}/articles/${number}.html`, title: titleOf(number) }),
    revise: (number) => void revised.add(number),
    passedOn: (number) => ({
      address: `${origin}/zhuanzai/${number}.html`,
      title: titleOf(number),
      giver: giverOf(number),
    }),
    illustrated: (number) => ({ address: `${origin}/illustrated/${number}.html`, title: titleOf(number) }),
    guarded: (number) => ({ address: `${origin}/guarded/${number}.html`, title: titleOf(number) }),
    photographed: { address: `${origin}/photographed.html`, title: titleOf(77) },
    list: `${origin}/list.html`,
    slowList: `${origin}/slow-list.html`,
    inEnglish: { address: `${origin}/english.html`, ...ENGLISH },
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
}

function titleOf(number: number): string {
  return `第 ${number} 间营业厅的午后：一次关于等候的记录`;
}

const GIVERS = ['东岸呼叫中心', '坐席手记', '远程服务周刊', '夜班手册'];
const giverOf = (number: number) => GIVERS[number % GIVERS.length] ?? '';

function pageAt(path: string, revised: ReadonlySet<number>, port: number): string | null {
  const guarded = /^\/guarded\/(\d+)\.html$/.exec(path)?.[1];
  if (guarded !== undefined) {
    const picture = `<p><img src="http://localhost:${port}/guarded-pictures/${guarded}.png" width="320" height="240" alt="取号机"></p>`;
    return articlePage(titleOf(Number(guarded)), paragraphs(Number(guarded), 8) + picture);
  }
  if (path === '/photographed.html') {
    const picture = '<p><img src="/pictures/photograph.png" width="640" height="480" alt="大堂"></p>';
    return articlePage(titleOf(77), paragraphs(77, 8) + picture);
  }
  const passedOn = Number(/^\/zhuanzai\/(\d+)\.html$/.exec(path)?.[1] ?? Number.NaN);
  if (!Number.isNaN(passedOn)) {
    const giver = `<div class="foot"><p>递稿处：${giverOf(passedOn)}</p></div>`;
    return articlePage(titleOf(passedOn), paragraphs(passedOn, 12) + giver);
  }
  const number = /^\/articles\/(\d+)\.html$/.exec(path)?.[1];
  if (number !== undefined) {
    const body = paragraphs(Number(number), 8);
    return articlePage(titleOf(Number(number)), revised.has(Number(number)) ? revise(body) : body);
  }
  const illustrated = /^\/illustrated\/(\d+)\.html$/.exec(path)?.[1];
  if (illustrated !== undefined) {
    const picture = `<p><img src="/pictures/${illustrated}.png" width="320" height="240" alt="取号机"></p>`;
    return articlePage(titleOf(Number(illustrated)), paragraphs(Number(illustrated), 8) + picture);
  }
  if (path === '/list.html')
    return listPage([21, 22, 23, 24, 25, 26].map((each) => [`/articles/${each}.html`, titleOf(each)]));
  if (path === '/slow-list.html')
    return listPage([31, 32, 33, 34].map((each) => [`/slow/${each}.html`, titleOf(each)]));
  const slow = /^\/slow\/(\d+)\.html$/.exec(path)?.[1];
  if (slow !== undefined) return articlePage(titleOf(Number(slow)), paragraphs(Number(slow), 8));
  if (path === '/english.html') return englishPage();
  if (path === '/large.html') return articlePage('五兆字节的长文：一份逐字的值班记录', largeBody());
  if (path === '/empty.html')
    return '<!doctype html><html lang="zh-CN"><title>空白页</title><body><div id="app"></div></body></html>';
  if (path === '/hostile.html')
    return articlePage('会说话的页面：一次不速之客的来访', paragraphs(1, 8) + HOSTILE_SCRIPT);
  return null;
}

function listPage(links: [address: string, title: string][]): string {
  const items = links.map(
    ([address, title]) => `<li><a href="${address}">${title}</a><span>2026-11-02</span></li>`,
  );
  return `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><title>服务观察_值班室周刊</title></head><body>
<nav><a href="/">首页</a><a href="/about/">关于我们这份刊物和编辑部</a></nav><h1>服务观察</h1><ul>${items.join('')}</ul></body></html>`;
}

/** What `revise` changes, for tests to look for. */
export const REVISION = {
  from: '午后两点',
  to: '午后三点',
  added: '下班以后，有人把取号机旁边的三把椅子换成了长凳。',
};

function revise(body: string): string {
  const [first = '', second = '', , ...rest] = body.split('\n');
  const changed = second.replace(REVISION.from, REVISION.to);
  return [first, changed, ...rest, `<section><span>${REVISION.added}</span></section>`].join('\n');
}

/** 320 × 240 pixels of one grey, a different one each. */
function pngOf(number: number): Uint8Array {
  const row = new Uint8Array(1 + 320).fill((number * 37) % 256, 1);
  return greyPng(
    320,
    Array.from({ length: 240 }, () => row),
  );
}

/** 1200 × 800 pixels, of which no two neighbours are alike: about 900 KB. */
function noisePng(): Uint8Array {
  let state = 7;
  const rows = Array.from({ length: 800 }, () =>
    Uint8Array.from({ length: 1201 }, (_, at) => {
      state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
      return at === 0 ? 0 : state >>> 24;
    }),
  );
  return greyPng(1200, rows);
}

/** Each row begins with a byte that says it is as it is. */
function greyPng(width: number, lines: Uint8Array[]): Uint8Array {
  const header = new DataView(new ArrayBuffer(13));
  header.setUint32(0, width);
  header.setUint32(4, lines.length);
  header.setUint8(8, 8); // bits a pixel; the rest is 0: grey, and nothing special
  const rows = deflateSync(Buffer.concat(lines));
  const signature = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a);
  const chunks = [chunkOf('IHDR', new Uint8Array(header.buffer)), chunkOf('IDAT', rows), chunkOf('IEND')];
  return Buffer.concat([signature, ...chunks]);
}

function chunkOf(type: string, content = new Uint8Array()): Buffer {
  const named = Buffer.concat([Buffer.from(type), content]);
  const [length, checksum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(content.length);
  checksum.writeUInt32BE(crc32(named));
  return Buffer.concat([length, named, checksum]);
}

/** Speaks to our scripts in every way that is open to a page. */
const HOSTILE_SCRIPT = `<script>
  const nonsense = [null, 42, { name: 'save-mark' }, { name: 'page-article', body: { tabId: 1 } }, { name: 'session-changed' }];
  for (const message of nonsense) {
    postMessage(message, '*');
    dispatchEvent(new CustomEvent('observation-companion', { detail: message }));
  }
</script>`;

function articlePage(title: string, body: string): string {
  return `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><title>${title}_值班室周刊</title></head><body>
<div class="crumb"><a href="/">首页</a> › 观察 › 服务观察 › ${title}</div>
<h1>${title}</h1>
<ul><li><p><span>分类：</span>服务观察</p></li><li><p><span>作者：</span>宋知远</p></li>
<li><p><span>来源：</span>值班室周刊</p></li><li><p><span>发布时间：</span>2026-11-02 00:00:00</p></li></ul>
<div class="body">${body}</div></body></html>`;
}

const ENGLISH = {
  title: 'The headsets nobody had asked for',
  sentence: 'The headsets arrived on a Monday, and nobody in the hall had asked for them, or knew who had.',
  newsletter: 'Leave us your address, and every Friday a letter from the night shift will be in your box.',
};

function englishPage(): string {
  const { title, sentence, newsletter } = ENGLISH;
  const paragraph = `<p>${[sentence, 'By noon, half of them were on.', 'The callers, at first, noticed nothing at all.'].join(' ')}</p>`;
  const inset = `<div class="newsletter-signup"><p>${newsletter}</p></div>`;
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${title} | Night Shift</title></head><body>
<nav><a href="/">Home</a></nav><h1>${title}</h1><p>By Ruth Arden, 3 November 2026</p>
<article>${paragraph.repeat(5)}${inset}${paragraph.repeat(5)}</article></body></html>`;
}

const SENTENCES = [
  '午后两点，取号机旁边坐着三个人，没有人在看手机。',
  '柜台里的人把一张单据推出来，又收回去，说还差一个签名。',
  '大堂经理走过去蹲下来，声音放得很低，好像怕惊动什么。',
  '后来我们才知道，那位老人想取的不是钱，是一份十年前的回单。',
  '系统里查不到的东西，档案室的铁皮柜里也许还有。',
  '她留下电话，说第二天上午一定回复，无论找到没有。',
];

function paragraphs(seed: number, count: number): string {
  return Array.from({ length: count }, (_, index) => {
    const lines = SENTENCES.map((_sentence, offset) => SENTENCES[(seed + index + offset) % SENTENCES.length]);
    return `<section><span>${seed}之${index + 1}。${lines.join('')}</span></section>`;
  }).join('\n');
}

/** About 5 MB of text in UTF-8. */
function largeBody(): string {
  const paragraph = paragraphs(3, 10);
  const bytes = new TextEncoder().encode(paragraph).length;
  return paragraph.repeat(Math.ceil((5 * 1024 * 1024) / bytes));
}
