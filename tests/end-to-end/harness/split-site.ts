import { createServer } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import { listen } from '../../../scripts/listen.ts';
import { partOf, splitPage, TITLE } from '../../utils/article/split-article.ts';

/** Articles of our own that are split over several pages, and what can go wrong with them, by folder. */
export interface SplitSite extends AsyncDisposable {
  /** The first page of the article in a folder. */
  article(folder: Folder, page?: number): string;
  /** Pages asked for, as `folder/page`. */
  asked: string[];
  /** While set, page 2 of `failing` is there after all. */
  isRepaired: boolean;
}

export type Folder =
  | 'three'
  /** Page 2 answers 500. */
  | 'failing'
  /** Page 2 is another article. */
  | 'other'
  /** The last page leads to the second. */
  | 'circle'
  | 'forty'
  /** In GB18030, named by the first page alone. */
  | 'gb'
  /** Page 2 is on another origin after a redirect. */
  | 'away'
  /** Each page takes half a second. */
  | 'slow'
  /** Page 2 is an image. */
  | 'image'
  /** The pages are there for those with the site's cookie alone. */
  | 'cookie';

const TOTALS: Partial<Record<string, number>> = { forty: 40, slow: 6, other: 2 };
const SLOW_MS = 500;

export async function startSplitSite(): Promise<SplitSite> {
  const encode = gb18030Encoder();
  const elsewhere = createServer((_, outgoing) => {
    outgoing.writeHead(200, {
      'content-type': 'text/html; charset=utf-8',
      'access-control-allow-origin': '*',
    });
    outgoing.end(pageOf('three', 2));
  });
  const away = `http://127.0.0.1:${await listen(elsewhere, 0, 'another origin')}`;
  const server = createServer(async (incoming, outgoing) => {
    const [, folder = '', digits] = /^\/([a-z]+)\/1(?:_(\d+))?\.html$/.exec(incoming.url ?? '') ?? [];
    const number = Number(digits ?? 1);
    const total = TOTALS[folder] ?? 3;
    if (folder === '' || number > total) return void outgoing.writeHead(404).end();
    site.asked.push(`${folder}/${number}`);
    const html = { 'content-type': 'text/html; charset=utf-8' };
    if (folder === 'slow' && number > 1) await wait(SLOW_MS);
    if (folder === 'failing' && number === 2 && !site.isRepaired)
      return void outgoing.writeHead(500, html).end(pageOf(folder, 2));
    if (folder === 'away' && number === 2)
      return void outgoing.writeHead(302, { location: `${away}/` }).end();
    if (folder === 'image' && number === 2)
      return void outgoing.writeHead(200, { 'content-type': 'image/png' }).end(pageOf(folder, 2));
    if (folder === 'cookie' && number > 1 && !incoming.headers.cookie?.includes('reader=1'))
      return void outgoing.writeHead(403, html).end();
    if (folder === 'cookie') outgoing.setHeader('set-cookie', 'reader=1; HttpOnly; SameSite=Strict; Path=/');
    if (folder === 'gb')
      return void outgoing
        .writeHead(200, { 'content-type': 'text/html' })
        .end(encode(pageOf(folder, number)));
    outgoing.writeHead(200, html).end(pageOf(folder, number));
  });
  const origin = `http://127.0.0.1:${await listen(server, 0, 'articles of several pages')}`;
  const site: SplitSite = {
    asked: [],
    isRepaired: false,
    article: (folder, page = 1) => `${origin}/${folder}/${link(page)}`,
    async [Symbol.asyncDispose]() {
      for (const one of [server, elsewhere]) {
        one.closeAllConnections();
        await new Promise((done) => one.close(done));
      }
    },
  };
  return site;
}

const link = (number: number) => (number === 1 ? '1.html' : `1_${number}.html`);

function pageOf(folder: string, number: number): string {
  const title = folder === 'other' && number === 2 ? '等候区的椅子为什么总是朝着墙' : TITLE;
  // On fetched pages nothing may run: this would mark the page that is open.
  const trap =
    '<img src="x.png" onerror="document.documentElement.dataset.ran = 1"><script>document.documentElement.dataset.ran = 1</script>';
  const body = partOf(number) + (number > 1 ? trap : '');
  const page = splitPage({
    number,
    total: TOTALS[folder] ?? 3,
    link,
    title,
    body,
    ...(folder === 'gb' && { charset: 'gb2312' }),
  });
  if (folder === 'circle' && number === 3)
    return page.replace('<div class="near">', '<a href="1_2.html">下一页</a><div class="near">');
  return folder === 'gb' && number > 1 ? page.replace('<meta charset="gb2312">', '') : page;
}

/** Node decodes GB18030 and does not encode it: so every pair of bytes is decoded once. */
function gb18030Encoder(): (text: string) => Uint8Array {
  const decoder = new TextDecoder('gb18030');
  const bytesOf = new Map<string, number[]>();
  for (let first = 0x81; first <= 0xfe; first++)
    for (let second = 0x40; second <= 0xfe; second++) {
      const letter = decoder.decode(Uint8Array.of(first, second));
      if ([...letter].length === 1 && letter !== '\ufffd') bytesOf.set(letter, [first, second]);
    }
  return (text) =>
    Uint8Array.from([...text].flatMap((letter) => bytesOf.get(letter) ?? [letter.codePointAt(0) ?? 63]));
}
