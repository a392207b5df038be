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

/**
 * What the HTML holds besides elements, attributes and schemes of the allow-list, as `p onclick="…"`, and whatever changes when it is parsed and written
 * again: a difference there is how markup gets past those who looked at it once.
 */
export function forbiddenParts(html: string, document: Document): string[] {
  const box = document.createElement('template');
  box.innerHTML = html;
  const once = box.innerHTML;
  const parts = [...box.content.querySelectorAll('*')].flatMap(({ localName, attributes, namespaceURI }) => [
    ...(ELEMENTS.has(localName) && namespaceURI === 'http://www.w3.org/1999/xhtml' ? [] : [localName]),
    ...[...attributes]
      .filter(({ name, value }) => !ATTRIBUTES[name]?.test(value))
      .map(({ name, value }) => `${localName} ${name}="${value.slice(0, 80)}"`),
  ]);
  box.innerHTML = once;
  return box.innerHTML === once ? parts : [...parts, 'it changes when it is parsed again'];
}
