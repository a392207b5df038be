/**
 * How a kept article looks in its frame. Values come from tokens.css and reader.css, which the frame carries as well, and from the reader's own choices
 * (utils/reader/layout.ts), set on its root.
 */
export const READING_SHEET = `
*, *::before, *::after { box-sizing: border-box; }
html { overflow: hidden; background: var(--surface); }
body { margin: 0; background: var(--surface); color: var(--ink); }
article {
  max-width: var(--read-width);
  margin: 0 auto;
  padding: 1px 0;
  font: var(--read-size) / var(--read-leading) var(--read-font);
  font-variant-numeric: tabular-nums;
  letter-spacing: var(--read-spacing);
  text-align: var(--read-align);
  text-justify: inter-character;
  line-break: strict;
  text-spacing-trim: trim-start;
  text-autospace: normal;
  hanging-punctuation: allow-end;
  overflow-wrap: anywhere;
}
/* Where the browser doesn't squeeze marks of punctuation that meet, they are wrapped (fit-lines.ts): on all of them this would be wrong. */
.squeezed { font-feature-settings: "halt"; }
/* Columns as high as the window, pair below pair. */
[data-columns] article {
  columns: 2;
  column-gap: var(--read-column-gap);
  column-rule: 1px solid var(--rule);
  column-height: var(--read-page);
  column-wrap: wrap;
  row-gap: calc(2.4 * var(--read-size));
}
[data-columns] :is(h1, h2, h3, h4, h5, h6) { break-after: avoid; }
[data-columns] :is(figure, img, tr, .missing) { break-inside: avoid; }
[data-columns] img { max-height: calc(var(--read-page) - 4em); width: auto; }
p { margin: 0 0 var(--read-gap); text-indent: var(--read-indent); orphans: 2; widows: 2; }
h1, h2, h3, h4, h5, h6 { text-align: left; text-wrap: balance; line-height: 1.5; font-weight: 700; letter-spacing: 0; text-indent: 0; }
h1, h2 { margin: 1.9em 0 .75em; font-size: 1.18em; }
h3, h4, h5, h6 { margin: 1.5em 0 .45em; font-size: 1em; }
:is(h1, h2, h3, h4, h5, h6):first-child { margin-top: .2em; }
:is(h1, h2) + :is(h3, h4) { margin-top: .6em; }
.long-word { word-break: break-all; }
a { color: var(--link); text-decoration: underline 1px; text-decoration-color: var(--ink-faint); text-underline-offset: 3px; }
a:hover { text-decoration-color: currentColor; }
:focus-visible { outline: 2px solid var(--focus); outline-offset: 2px; }
i, em, cite, var { font-style: normal; }
em { font-weight: 700; }
ul, ol { margin: 0 0 var(--read-gap); padding-left: 2em; }
li { text-indent: 0; }
li::marker { color: var(--ink-muted); }
dl { margin: 0 0 var(--read-gap); }
dt { font-weight: 700; }
dd { margin-left: 2em; }
blockquote { margin: 1em 0 1em 2em; padding-left: 14px; border-left: 1px solid var(--rule-2); color: var(--ink-2); }
blockquote > :last-child { margin-bottom: 0; }
blockquote p, td p, th p, li p, dd p, figure p { text-indent: 0; }
hr { margin: 2em auto; width: 72px; border: 0; border-top: 1px solid var(--rule-2); }
pre { margin: 1em 0; padding: 8px 12px; overflow-x: auto; border-left: 1px solid var(--rule-2); white-space: pre-wrap; text-align: left; letter-spacing: 0; font: 14px / 22px var(--font-mono); }
code, kbd, samp { font-family: var(--font-mono); font-size: .85em; letter-spacing: 0; }
sup, sub { font-size: .7em; line-height: 1; text-indent: 0; }
figure { margin: 1.4em 0; text-align: center; }
figcaption { max-width: 34em; margin: 6px auto 0; font: var(--t-2) / var(--l-2) var(--font-ui); letter-spacing: 0; text-indent: 0; text-wrap: pretty; color: var(--ink-muted); }
img { max-width: 100%; height: auto; }
p > img:only-child, section > img:only-child { display: block; margin: 1em auto; }
p:has(> img:only-child) { text-indent: 0; text-align: center; }
.missing {
  display: flex; align-items: center; justify-content: center;
  min-height: 96px; margin: 12px 0; padding: 12px; text-indent: 0;
  border: 1px dotted var(--rule-control);
  font: var(--t-2) / var(--l-2) var(--font-ui); letter-spacing: 0; color: var(--ink-muted);
}
.missing::before, .retry::before { content: attr(data-words); }
.missing:has(+ .retry) { margin-bottom: 0; border-bottom: 0; }
.retry {
  display: block; width: 100%; margin: 0 0 12px; padding: 0 12px 12px; text-indent: 0; cursor: pointer;
  border: 1px dotted var(--rule-control); border-top: 0; background: none; letter-spacing: 0;
  font: var(--t-2) / var(--l-2) var(--font-ui); color: var(--link); text-decoration: underline; text-underline-offset: 3px;
}
.retry:hover { color: var(--ink); }
.retry:focus-visible { outline-offset: -4px; }
.retry[aria-busy] { cursor: progress; opacity: .6; }
/* A wide table is scrolled in a box of its own, and a shadow says that there is more of it. */
table {
  display: block; width: max-content; max-width: 100%; overflow-x: auto; border-collapse: collapse; margin: 1.2em auto;
  font-size: 15px; line-height: 24px; text-align: left; letter-spacing: 0; text-indent: 0; overflow-wrap: normal;
  background:
    linear-gradient(to right, var(--surface) 30%, transparent) left / 32px 100% no-repeat local,
    linear-gradient(to left, var(--surface) 30%, transparent) right / 32px 100% no-repeat local,
    linear-gradient(to right, var(--rule-2), transparent) left / 8px 100% no-repeat scroll,
    linear-gradient(to left, var(--rule-2), transparent) right / 8px 100% no-repeat scroll;
}
caption { padding-bottom: 6px; font: var(--t-2) / var(--l-2) var(--font-ui); color: var(--ink-muted); text-align: left; }
th, td { min-width: 4.2em; max-width: 22em; padding: 6px 16px 6px 0; border-bottom: 1px solid var(--rule); vertical-align: top; }
tr > :last-child { padding-right: 0; }
tr:first-child > * { border-top: 1px solid var(--rule-strong); }
thead th, tr:first-child > th { border-bottom-color: var(--rule-2); }
th { font-weight: 700; }
mark { background: none; color: inherit; }
::selection { background: var(--rule-2); color: var(--ink); }
::highlight(aloud) { background-color: var(--accent-soft); text-decoration: underline 2px var(--accent); text-underline-offset: 6px; text-decoration-skip-ink: none; }
/* A mark may have the same ground. */
::highlight(found) { background-color: var(--hit); color: var(--on-mark); text-decoration: underline 2px var(--on-mark); text-underline-offset: 4px; text-decoration-skip-ink: none; }
::highlight(found-here) { background-color: var(--surface-inverse); color: var(--ink-inverse); }
@media (max-width: 600px) {
  blockquote { margin-left: 1em; }
}
@media (forced-colors: active) {
  ::highlight(aloud) { background-color: Canvas; text-decoration-color: Highlight; }
  ::highlight(found) { background-color: Mark; color: MarkText; }
  ::highlight(found-here) { background-color: Highlight; color: HighlightText; }
}
`;
