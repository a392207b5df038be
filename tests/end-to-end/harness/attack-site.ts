import { createServer } from 'node:http';
import { listen } from '../../../scripts/listen.ts';
import { ATTACKS, attackedArticle } from '../../utils/article/attacks.ts';

/** Articles with an attack in each, and pages that hold them as frames, so that one injection reads many. */
export interface AttackSite extends AsyncDisposable {
  origin: string;
  /** Addresses of pages whose frames are, together, all attacks once. */
  framed: readonly string[];
  /** An article without an attack, to be kept. */
  plain: string;
  /** An article whose fields are full of markup. */
  fields: string;
}

export async function startAttackSite(): Promise<AttackSite> {
  const server = createServer((incoming, outgoing) => {
    const path = new URL(incoming.url ?? '/', 'http://127.0.0.1').pathname;
    const html = pageAt(path);
    outgoing.writeHead(html === null ? 404 : 200, {
      'content-type': 'text/html; charset=utf-8',
      // What fires in the page itself is the page's affair, and would be taken for ours.
      'content-security-policy': "default-src 'none'; frame-src 'self'",
    });
    outgoing.end(html ?? '');
  });
  const origin = `http://127.0.0.1:${await listen(server, 0, 'the attacks')}`;
  return {
    origin,
    framed: Array.from(
      { length: Math.ceil(ATTACKS.length / FRAMES_OF_A_PAGE) },
      (_, index) => `${origin}/framed/${index}.html`,
    ),
    plain: `${origin}/plain.html`,
    fields: `${origin}/fields.html`,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
}

/** Hundreds in one page take a slow machine more than two minutes. */
const FRAMES_OF_A_PAGE = 40;

/** Without `allow-scripts`, so that no frame refreshes itself away before it is read. */
const FRAME = 'sandbox="allow-same-origin" width="40" height="40"';

function pageAt(path: string): string | null {
  const number = /^\/attacks\/(\d+)\.html$/.exec(path)?.[1];
  if (number !== undefined) return attackedArticle(ATTACKS[Number(number)] ?? '');
  const framed = /^\/framed\/(\d+)\.html$/.exec(path)?.[1];
  if (framed !== undefined) return pageOfFrames(Number(framed) * FRAMES_OF_A_PAGE);
  if (path === '/plain.html') return attackedArticle('');
  if (path === '/fields.html') return FIELDS;
  return null;
}

function pageOfFrames(first: number): string {
  const frames = ATTACKS.slice(first, first + FRAMES_OF_A_PAGE).map(
    (_, index) => `<iframe ${FRAME} src="/attacks/${first + index}.html"></iframe>`,
  );
  return `<!doctype html><title>一组</title>${frames.join('')}`;
}

const MARKUP = '&lt;img src=x onerror=alert(top.fired=1)&gt;';
const FIELDS = `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><title>值班室${MARKUP}_周刊${MARKUP}</title>
<meta name="description" content="一份记录${MARKUP}，写在凌晨。"><meta property="og:site_name" content="周刊${MARKUP}">
<link rel="canonical" href="javascript:alert(top.fired=1)"><meta property="og:image" content="javascript:alert(top.fired=1)"></head><body>
<div><a href="/">首页</a> &gt; 观察${MARKUP} &gt; 值班室</div><h1>值班室${MARKUP}</h1>
<p>来源：周刊${MARKUP}　作者：宋知远${MARKUP}　2026-11-02 10:30</p>
<h2>一、${MARKUP}</h2><p>${'坐席说完这句话，电话那头安静了很久，然后传来一声很轻的谢谢。'.repeat(12)}</p></body></html>`;
