import DOMPurify, { type Config } from 'dompurify';

/**
 * A kept article's HTML as nodes that are safe to show: only the elements of printed text, no style, no form, no script, no
 * address but http, https and mailto. Images lose `src` and keep the address in `data-address`, so that nothing is fetched; the
 * reader puts the kept image there (show-images.ts).
 */
export function sanitiseArticle(html: string): DocumentFragment {
  const fragment = DOMPurify.sanitize(html, { ...ALLOWED, RETURN_DOM_FRAGMENT: true });
  for (const image of fragment.querySelectorAll('img')) setAddressAside(image);
  for (const element of fragment.querySelectorAll('[id]')) keepOnlyHeadingId(element);
  return fragment;
}

const ALLOWED: Config = {
  ALLOWED_TAGS: [
    ...['article', 'section', 'div', 'span', 'p', 'br', 'hr', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6'],
    ...['ul', 'ol', 'li', 'dl', 'dt', 'dd', 'blockquote', 'pre', 'code', 'figure', 'figcaption', 'img'],
    ...['table', 'caption', 'thead', 'tbody', 'tfoot', 'tr', 'th', 'td'],
    ...['a', 'b', 'strong', 'i', 'em', 'u', 's', 'del', 'ins', 'mark', 'small', 'sub', 'sup'],
    ...['q', 'cite', 'abbr', 'time', 'ruby', 'rt', 'rp', 'kbd', 'var', 'samp'],
  ],
  ALLOWED_ATTR: ['id', 'href', 'src', 'alt', 'title', 'colspan', 'rowspan', 'start', 'lang', 'datetime'],
  ALLOW_DATA_ATTR: false,
  ALLOW_ARIA_ATTR: false,
  ALLOWED_URI_REGEXP: /^(?:https?:|mailto:)/i,
  // The expression above is asked about every other attribute as well.
  ADD_URI_SAFE_ATTR: ['colspan', 'rowspan', 'start', 'lang', 'datetime'],
  // The fragment is put into a document of its own, where an id can shadow nothing of ours.
  SANITIZE_DOM: true,
  KEEP_CONTENT: true,
};

function setAddressAside(image: HTMLImageElement): void {
  const address = image.getAttribute('src');
  image.removeAttribute('src');
  if (address !== null) image.dataset.address = address;
}

/** Ids serve the outline alone. */
function keepOnlyHeadingId(element: Element): void {
  if (!/^H[1-6]$/.test(element.tagName)) element.removeAttribute('id');
}
