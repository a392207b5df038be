import { readFileSync } from 'node:fs';
import { JSDOM } from 'jsdom';

/** A page as a parsed document, without layout and with no script run. */
export function openPage(html: string, address: string): Document {
  return new JSDOM(html, { url: address }).window.document;
}

export function openFile(path: string, address: string): Document {
  return openPage(readFileSync(path, 'utf8'), address);
}
