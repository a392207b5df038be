import type { Field, Reading } from '../article/reading.ts';

interface SavedImage {
  address: string;
  /** The page that showed it, and that page's title. */
  page: string;
  title: string | null;
}

/** An image by itself, as an article of one picture: it is kept, listed, tagged and found as articles are. */
export function imageReading({ address, page, title }: SavedImage): Reading {
  const name = decodedName(address);
  const caption = [title, page].filter(Boolean).join(' · ');
  const words = `${name}\n${caption}`;
  return {
    kind: 'article',
    kindScore: 1,
    isObservation: false,
    fields: {
      title: known(title ? `${title} · ${name}` : name),
      category: nothing(),
      breadcrumb: nothing(),
      authors: nothing(),
      editor: nothing(),
      source: known(URL.parse(page)?.host ?? page),
      isReprint: nothing(),
      publishedAt: nothing(),
      updatedAt: nothing(),
      summary: nothing(),
      siteName: nothing(),
      language: nothing(),
      canonicalAddress: known(address),
      leadImage: known(address),
    },
    html: `<figure><img src="${escaped(address)}" alt="${escaped(name)}"><figcaption><a href="${escaped(page)}">${escaped(caption)}</a></figcaption></figure>`,
    text: words,
    outline: [],
    images: [{ address, alternative: name, caption }],
    lengths: { characters: words.replace(/\s/g, '').length, minutes: 1 },
  };
}

function decodedName(address: string): string {
  const last = URL.parse(address)?.pathname.split('/').at(-1) ?? '';
  try {
    return decodeURIComponent(last) || address;
  } catch {
    return last;
  }
}

function known<T>(value: T): Field<T> {
  return { value, confidence: 1, evidence: null, candidates: [] };
}

function nothing<T>(): Field<T> {
  return { value: null, confidence: 0, evidence: null, candidates: [] };
}

function escaped(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;');
}
