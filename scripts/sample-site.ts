import { isUtf8 } from 'node:buffer';
import { readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { basename, dirname, extname, join, normalize, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Complaint } from './complaint.ts';
import { listen } from './listen.ts';

export interface SampleSite extends AsyncDisposable {
  /** `http://127.0.0.1:47311`, without a slash at the end. */
  origin: string;
  /** The sample article, or the reader's own page where one was given. */
  articleAddress: string;
}

export const SAMPLE_ARTICLE = '/guancha/fuwu/20261016.html';
const FOLDER = fileURLToPath(new URL('sample-site/', import.meta.url));

/** Serves the sample site on 127.0.0.1, with `savedPage` beside it where one is given. */
export async function startSampleSite(port: number, savedPage: string | null = null): Promise<SampleSite> {
  const saved = savedPage === null ? null : await openSavedPage(savedPage);
  const server = createServer((request, response) => {
    answer(request, response, saved).catch((error) => {
      response.writeHead(500).end(String(error));
    });
  });
  const actualPort = await listen(server, port, 'the sample site');
  const origin = `http://127.0.0.1:${actualPort}`;
  return {
    origin,
    articleAddress: origin + (saved ? saved.address : SAMPLE_ARTICLE),
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
}

interface SamplePage {
  file: string;
  title: string;
  description: string;
}

const CHANNEL: SamplePage = {
  file: 'channel.html',
  title: '服务观察',
  description: '听筒评论的服务观察频道',
};

const PAGES: Record<string, SamplePage> = {
  '/': { file: 'home.html', title: '首页', description: '听筒评论，写给接电话的人' },
  '/tingtong/': CHANNEL,
  '/guancha/': CHANNEL,
  '/guancha/fuwu/': CHANNEL,
  '/member/': { file: 'member.html', title: '会员中心', description: '听筒评论会员中心' },
  '/guancha/fuwu/20260925.html': {
    file: 'queue-numbers.html',
    title: '排队号里的算术：把等待讲清楚的三种办法',
    description: '排队号里的算术：把等待讲清楚的三种办法-听筒评论',
  },
  [SAMPLE_ARTICLE]: {
    file: 'night-shift.html',
    title: '凌晨两点的第三个问题：一间远程银行值班室的七夜记录',
    description: '凌晨两点的第三个问题：一间远程银行值班室的七夜记录-听筒评论',
  },
};

const ASSETS = new Set(['/site.css', '/site.js', '/images/night-calls.png']);

async function answer(request: IncomingMessage, response: ServerResponse, saved: SavedPage | null) {
  const path = decodeURIComponent(new URL(request.url ?? '/', 'http://127.0.0.1').pathname);
  const page = PAGES[path];
  if (page) return send(response, await renderPage(page), '.html');
  if (ASSETS.has(path)) return send(response, await readFile(join(FOLDER, path)), extname(path));
  const file = saved && savedFile(saved, path);
  const content = file && (await readFile(file).catch(() => null));
  if (content) return sendSaved(response, content, extname(file));
  response.writeHead(404, { 'content-type': 'text/plain; charset=utf-8' }).end('这里没有这一页。');
}

async function renderPage(page: SamplePage): Promise<string> {
  const [layout, dialogs, main] = await Promise.all(
    ['layout.html', 'dialogs.html', page.file].map((name) => readFile(join(FOLDER, name), 'utf8')),
  );
  const parts: Record<string, string> = {
    title: page.title,
    description: page.description,
    main: (main ?? '').replaceAll('{{dialogs}}', dialogs ?? ''),
    dialogs: dialogs ?? '',
  };
  return (layout ?? '').replaceAll(/\{\{(\w+)\}\}/g, (_, name) => parts[name] ?? '');
}

interface SavedPage {
  file: string;
  /** Its path on the sample site; spaces and Chinese in the name are percent-encoded. */
  address: string;
}

async function openSavedPage(file: string): Promise<SavedPage> {
  try {
    await readFile(file);
  } catch (cause) {
    throw new Complaint(`The page ${file} can't be read.`, { cause });
  }
  return { file, address: `/saved/${encodeURIComponent(basename(file))}` };
}

/** The page itself, or a file of the folder that browsers store beside a saved page (`name_files/`); nothing else is served. */
function savedFile(saved: SavedPage, path: string): string | null {
  const name = basename(saved.file);
  if (path === `/saved/${name}`) return saved.file;
  const companion = `${basename(saved.file, extname(saved.file))}_files${sep}`;
  const wanted = normalize(path.slice('/saved/'.length));
  return path.startsWith('/saved/') && wanted.startsWith(companion)
    ? join(dirname(saved.file), wanted)
    : null;
}

const TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.htm': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.jpeg': 'image/jpeg',
  '.gif': 'image/gif',
  '.svg': 'image/svg+xml',
  '.webp': 'image/webp',
};

/**
 * What a reader saved is a record: its scripts would ask for what is no longer there, and blank the page where that fails. Its encoding is
 * its own: UTF-8 where the bytes are, else the one that older Chinese pages were written in.
 */
function sendSaved(response: ServerResponse, content: Buffer, extension: string): void {
  response.setHeader('content-security-policy', "script-src 'none'");
  const isPage = /^\.html?$/i.test(extension);
  const type = isPage && !isUtf8(content) ? 'text/html; charset=gb18030' : typeOf(extension);
  response.writeHead(200, { 'content-type': type, 'cache-control': 'no-cache' }).end(content);
}

function send(response: ServerResponse, content: string | Buffer, extension: string): void {
  response.writeHead(200, { 'content-type': typeOf(extension), 'cache-control': 'no-cache' }).end(content);
}

function typeOf(extension: string): string {
  return TYPES[extension.toLowerCase()] ?? 'application/octet-stream';
}
