/** The elements of printed text: all that a reading's HTML may be made of. */
const ELEMENTS = new Set(
  `p br hr h1 h2 h3 h4 h5 h6 ul ol li dl dt dd blockquote pre code figure figcaption img table caption thead tbody tfoot tr th td
   a strong b em i u s del ins mark small sub sup q cite abbr time ruby rt rp kbd var samp section aside`.split(
    /\s+/,
  ),
);
const ATTRIBUTES: Readonly<Record<string, RegExp>> = {
  id: /^[a-z][a-z0-9-]*$/i,
  href: /^(?:https?:\/\/|mailto:|#[a-z])/i,
  src: /^(?:https?:\/\/|data:image\/(?:png|jpe?g|gif|webp|avif);)/i,
  alt: /^/,
  title: /^/,
  colspan: /^\d{1,4}$/,
  rowspan: /^\d{1,4}$/,
  start: /^-?\d{1,6}$/,
  lang: /^[\w-]+$/,
  datetime: /^[\w:+.-]+$/,
};

interface Parts {
  elements: { name: string; namespace: string | null; attributes: [name: string, value: string][] }[];
  /** Whether it stays the same when it is parsed and written again: a difference is how markup gets past those who looked at it once. */
  isStable: boolean;
}

/** What the HTML holds as this document parses it. Says everything itself, so that it can be run in a page. */
export function listParts(html: string, document: Document): Parts {
  const box = document.createElement('template');
  box.innerHTML = html;
  const elements = [...box.content.querySelectorAll('*')].map((element) => ({
    name: element.localName,
    namespace: element.namespaceURI,
    attributes: [...element.attributes].map(({ name, value }): [string, string] => [name, value]),
  }));
  const once = box.innerHTML;
  box.innerHTML = once;
  return { elements, isStable: box.innerHTML === once };
}

/** What is there besides elements, attributes and schemes of the allow-list, as `p onclick="…"`. */
export function forbiddenAmong({ elements, isStable }: Parts): string[] {
  const parts = elements.flatMap(({ name, namespace, attributes }) => [
    ...(ELEMENTS.has(name) && namespace === 'http://www.w3.org/1999/xhtml' ? [] : [name]),
    ...attributes
      .filter(([attribute, value]) => !ATTRIBUTES[attribute]?.test(value))
      .map(([attribute, value]) => `${name} ${attribute}="${value.slice(0, 80)}"`),
  ]);
  return isStable ? parts : [...parts, 'it changes when it is parsed again'];
}

export function forbiddenParts(html: string, document: Document): string[] {
  return forbiddenAmong(listParts(html, document));
}
