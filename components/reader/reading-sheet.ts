/** How a kept article looks in its frame. Values come from tokens.css, which the frame carries as well. */
export const READING_SHEET = `
*, *::before, *::after { box-sizing: border-box; }
html { overflow: hidden; background: var(--surface); }
body { margin: 0; background: var(--surface); color: var(--ink); }
article {
  max-width: var(--read-measure);
  margin: 0 auto;
  padding: 1px 0;
  font: var(--read-size) / var(--read-leading) var(--font-read);
  font-variant-numeric: tabular-nums;
  text-align: justify;
  text-spacing-trim: trim-start;
  overflow-wrap: anywhere;
  hanging-punctuation: allow-end;
}
p { margin: 0 0 .7em; text-indent: var(--read-indent); }
h1, h2, h3, h4, h5, h6 { text-align: left; text-wrap: pretty; line-height: 1.6; font-weight: 700; }
h1, h2 { margin: 30px 0 10px; font-size: 21px; }
h3, h4, h5, h6 { margin: 18px 0 6px; font-size: 18px; }
a { color: var(--link); text-decoration: underline 1px; text-decoration-color: var(--ink-faint); text-underline-offset: 3px; }
:focus-visible { outline: 2px solid var(--focus); outline-offset: 2px; }
i, em, cite, var { font-style: normal; }
em { font-weight: 700; }
ul, ol { margin: 0 0 .7em; padding-left: 2em; }
li { text-indent: 0; }
dd { margin-left: 2em; }
blockquote { margin: 0 0 .7em 2em; padding-left: 14px; border-left: 1px solid var(--rule-2); color: var(--ink-2); }
blockquote p, td p, th p, li p, figure p { text-indent: 0; }
hr { margin: 24px auto; width: 72px; border: 0; border-top: 1px solid var(--rule-2); }
pre { overflow-x: auto; white-space: pre-wrap; text-align: left; font: 14px / 22px var(--font-mono); }
code, kbd, samp { font-family: var(--font-mono); font-size: .85em; }
figure { margin: 20px 0; text-align: center; }
figcaption { font: var(--t-2) / var(--l-2) var(--font-ui); color: var(--ink-muted); }
img { max-width: 100%; height: auto; }
.missing {
  display: flex; align-items: center; justify-content: center;
  min-height: 96px; margin: 12px 0; padding: 12px; text-indent: 0;
  border: 1px dotted var(--rule-control);
  font: var(--t-2) / var(--l-2) var(--font-ui); color: var(--ink-muted);
}
.missing::before { content: attr(data-words); }
table { display: block; max-width: 100%; overflow-x: auto; border-collapse: collapse; margin: 0 0 1em; font-size: 15px; line-height: 24px; text-align: left; }
th, td { padding: 6px 12px 6px 0; border-bottom: 1px solid var(--rule); vertical-align: top; }
th { border-bottom-color: var(--rule-2); font-weight: 700; }
mark { background: none; color: inherit; }
::selection { background: var(--rule-2); color: var(--ink); }
@media (max-width: 600px) {
  article { font-size: 17px; }
  h1, h2 { font-size: 19px; }
}
`;
