/** What a reader can see of an element: its own text, perhaps only text of elements within it, or nothing at all. */
export type Seen = 'text' | 'inside' | 'nothing';

/** Asks the layout. In a document without one (a file that was parsed) everything shows that is text at all. */
export function visibilityOf(document: Document): (element: Element) => Seen {
  const { defaultView: view, documentElement } = document;
  const hasLayout = view !== null && typeof documentElement?.checkVisibility === 'function';
  return (element) =>
    NEVER_READ.has(element.localName) ? 'nothing' : hasLayout ? look(element, view) : 'text';
}

/** What these hold is not text of the page: code, fallbacks that aren't shown, and what the reader types. */
const NEVER_READ = new Set([
  ...[
    'script',
    'style',
    'template',
    'noscript',
    'head',
    'title',
    'iframe',
    'object',
    'canvas',
    'audio',
    'video',
  ],
  ...['textarea', 'input', 'select', 'datalist'],
]);

// The second name is the first's older spelling (Chromium before 121).
const WITH_PROPERTY = { visibilityProperty: true, checkVisibilityCSS: true };

function look(element: Element, view: Window): Seen {
  if (element.checkVisibility(WITH_PROPERTY)) return 'text';
  // An element with `display: contents` has no box of its own, and so counts as invisible, though its children show.
  if (view.getComputedStyle(element).display === 'contents') return 'text';
  return element.checkVisibility() ? 'inside' : 'nothing';
}
