import type { OpenPage } from './read-whole-article.ts';

/** A page of an article with its markup has a tenth of it. */
const MAX_PAGE_BYTES = 5 * 1024 * 1024;
const PAGE_TIMEOUT_MS = 10_000;
/** An encoding must be named this early to count. https://html.spec.whatwg.org/#prescan-a-byte-stream-to-determine-its-encoding */
const PRESCAN_BYTES = 1024;
/** A character cut in two is an accident; with more of them the encoding is another. */
const MAX_BROKEN_SHARE = 0.005;

/**
 * A page of the same origin, as the reader's own browser gets it: by GET, with the cookies of the site, parsed without running anything of it. Null where it is no HTML, too
 * large, elsewhere after a redirect, answered with an error, or not there within ten seconds. `encoding` is that of the page that leads here,
 * for pages that name none.
 */
export async function fetchPage(
  address: string,
  encoding: string,
  signal: AbortSignal,
): Promise<OpenPage | null> {
  const response = await fetch(address, {
    mode: 'same-origin',
    credentials: 'same-origin',
    headers: { accept: 'text/html' },
    signal: AbortSignal.any([signal, AbortSignal.timeout(PAGE_TIMEOUT_MS)]),
  });
  const type = response.headers.get('content-type') ?? '';
  const bytes =
    response.ok && /^(?:text\/html|application\/xhtml\+xml)\b/i.test(type) ? await readBytes(response) : null;
  if (bytes === null) {
    await response.body?.cancel().catch(() => undefined); // what was read whole needs no cancelling
    return null;
  }
  const document = new DOMParser().parseFromString(decodePage(bytes, type, encoding), 'text/html');
  return { document, address: response.url || address };
}

async function readBytes(response: Response): Promise<Uint8Array | null> {
  if (Number(response.headers.get('content-length') ?? 0) > MAX_PAGE_BYTES) return null;
  const reader = response.body?.getReader();
  const pieces: Uint8Array[] = [];
  let size = 0;
  for (let piece = await reader?.read(); piece && !piece.done; piece = await reader?.read()) {
    size += piece.value.byteLength;
    pieces.push(piece.value);
    if (size > MAX_PAGE_BYTES) {
      await reader?.cancel();
      return null;
    }
  }
  const bytes = new Uint8Array(size);
  let at = 0;
  for (const piece of pieces) {
    bytes.set(piece, at);
    at += piece.byteLength;
  }
  return bytes;
}

/** By byte order mark, header, `<meta>`, and else as the page before: in this order browsers decide. */
export function decodePage(bytes: Uint8Array, type: string, encoding: string): string {
  const head = new TextDecoder('latin1').decode(bytes.subarray(0, PRESCAN_BYTES));
  const named = /charset\s*=\s*["']?\s*([\w-]+)/i;
  const wanted = [named.exec(type)?.[1], named.exec(head)?.[1], encoding].find(isKnown) ?? 'utf-8';
  if (/^utf-?8$/i.test(wanted) || (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf)) {
    const text = new TextDecoder('utf-8').decode(bytes);
    if ((text.match(/\ufffd/g)?.length ?? 0) <= bytes.length * MAX_BROKEN_SHARE) return text;
    // It calls itself UTF-8 and is not: then it is what its sister pages are, mostly GBK.
    return new TextDecoder(isKnown(encoding) && !/^utf-?8$/i.test(encoding) ? encoding : 'gb18030').decode(
      bytes,
    );
  }
  // GBK and GB2312 are parts of GB18030, and pages use characters beyond what they claim.
  return new TextDecoder(/^(?:gb|x-gbk)/i.test(wanted) ? 'gb18030' : wanted).decode(bytes);
}

function isKnown(label: string | undefined): label is string {
  if (label === undefined) return false;
  try {
    return new TextDecoder(label).encoding !== '';
  } catch {
    return false; // no encoding of that name
  }
}
