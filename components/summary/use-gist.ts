import { useEffect, useState } from 'preact/hooks';
import type { Reading } from '../../utils/article/reading.ts';
import type { Article, SnapshotContent } from '../../utils/library/library.ts';
import { type Gist, gistOf, type TextForGist } from '../../utils/summary/gist.ts';

/** A text, and a name for it: the same name is the same text. */
export interface NamedText extends TextForGist {
  key: string;
}

/** Texts looked at lately; each takes a few hundred characters. */
const MAX_KNOWN = 40;
const known = new Map<string, Gist>();

/** Summary and terms of a text, null until they are made; what was made before is there at once. */
export function useGist(text: NamedText | null): Gist | null {
  const key = text?.key ?? null;
  const [made, setMade] = useState<{ key: string; gist: Gist } | null>(null);
  useEffect(() => {
    if (text === null || known.has(text.key)) return;
    const looking = new AbortController();
    gistOf(text, looking.signal).then(
      (gist) => {
        remember(text.key, gist);
        setMade({ key: text.key, gist });
      },
      () => undefined, // the reader has gone on to another text
    );
    return () => looking.abort();
  }, [key]);
  if (key === null) return null;
  return known.get(key) ?? (made?.key === key ? made.gist : null);
}

export function textOfReading(reading: Reading, key: string): NamedText {
  const { fields, outline, text } = reading;
  return {
    key,
    title: fields.title.value ?? '',
    headings: outline.map((item) => item.text),
    text,
    names: [fields.source.value, fields.siteName.value, ...(fields.authors.value ?? [])].filter(isName),
  };
}

export function textOfSnapshot(article: Article, hash: string, content: SnapshotContent): NamedText {
  return {
    key: `${hash} ${article.title}`,
    title: article.title,
    headings: content.outline.map((item) => item.text),
    text: content.text,
    names: [article.source, article.siteName, ...article.authors].filter(isName),
  };
}

const isName = (name: string | null): name is string => name !== null && name !== '';

function remember(key: string, gist: Gist): void {
  known.set(key, gist);
  const [oldest] = known.keys();
  if (known.size > MAX_KNOWN && oldest !== undefined) known.delete(oldest);
}
