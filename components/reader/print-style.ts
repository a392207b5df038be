/** Paper, numbered, with nothing of ours around the text. */
export const PRINT_PAGE = `
@page { margin: 20mm 18mm 22mm; @bottom-center { content: counter(page) " / " counter(pages); font: 9pt serif; color: #555; } }
@media screen { body > [data-print] { display: none; } }
@media print {
  html, body { height: auto !important; min-height: 0 !important; background: #fff !important; }
  body > :not([data-print]) { display: none !important; }
}
`;

/** How the article looks on paper: black on white whatever the theme, and lines for grounds, which browsers leave out. */
export const PRINT_SHEET = `
*, *::before, *::after { box-sizing: border-box; }
:host {
  color-scheme: light; color: #000;
  font: 10.5pt / 1.75 var(--font-read);
  font-variant-numeric: tabular-nums; text-spacing-trim: trim-start; text-autospace: normal; overflow-wrap: anywhere;
}
header { margin-bottom: 8mm; }
header::after { content: ""; display: block; height: 1.6mm; margin-top: 3mm; border-top: .7mm solid #000; border-bottom: .25mm solid #000; }
header p { margin: 0; font: 8.5pt / 1.5 var(--font-ui); color: #444; text-align: left; }
h1 { margin: 2mm 0 3mm; font-size: 20pt; line-height: 1.4; text-wrap: balance; }
article { max-width: none; text-align: justify; orphans: 2; widows: 2; }
p { margin: 0 0 .6em; text-indent: 2em; }
header p, .notes p, blockquote p, td p, th p, li p, figure p { text-indent: 0; }
h2, h3, h4, h5, h6 { margin: 1.4em 0 .5em; line-height: 1.5; break-after: avoid; text-align: left; font-weight: 700; }
h2 { font-size: 13pt; } h3, h4, h5, h6 { font-size: 11.5pt; }
.long-word { word-break: break-all; }
a { color: inherit; text-decoration: none; }
i, em, cite, var { font-style: normal; } em { font-weight: 700; }
img { max-width: 100%; max-height: 200mm; height: auto; }
figure img, p > img:only-child, section > img:only-child { display: block; margin: 0 auto; }
figure { margin: 5mm 0; text-align: center; break-inside: avoid; }
figcaption { font: 8.5pt / 1.5 var(--font-ui); color: #444; }
blockquote { margin: 0 0 .6em 2em; padding-left: 4mm; border-left: 1px solid #999; }
table { width: 100%; border-collapse: collapse; font-size: 9pt; line-height: 1.5; }
tr { break-inside: avoid; }
th, td { padding: 1.2mm 2mm; border-bottom: 1px solid #bbb; text-align: left; vertical-align: top; }
pre { white-space: pre-wrap; font: 8.5pt / 1.5 var(--font-mono); }
hr { width: 20mm; border: 0; border-top: 1px solid #999; }
mark { background: none; color: inherit; }
.missing { display: block; padding: 4mm; border: 1px dotted #777; text-align: center; font: 8.5pt / 1.5 var(--font-ui); color: #444; }
.missing::before { content: attr(data-words); }
.retry { display: none; }
.mark { text-decoration: underline 1.2pt; text-underline-offset: 3pt; text-decoration-skip-ink: none; print-color-adjust: exact; }
.mark .mark { text-underline-offset: 5.5pt; }
.mark.wavy { text-decoration-style: wavy; text-decoration-thickness: 1pt; }
.mark.doubtful { text-decoration-style: dashed; }
.c1 { text-decoration-color: #81620a; } .c2 { text-decoration-color: #1e61bc; } .c3 { text-decoration-color: #035c3c; }
.c4 { text-decoration-color: #b84460; } .c5 { text-decoration-color: #30353a; }
sup.number::before { content: "\\2060"; }
sup.number { padding-left: 1px; font: 7pt / 1 var(--font-ui); color: #b5301b; vertical-align: super; print-color-adjust: exact; }
.notes { margin-top: 8mm; }
.notes h2 { padding-bottom: 1mm; border-bottom: 1px solid #000; font-size: 11pt; }
.notes > ol { margin: 0; padding-left: 2.2em; }
.notes > ol > li { margin-bottom: 2.5mm; break-inside: avoid; }
.notes > ol > li::marker { font: 8.5pt var(--font-ui); color: #b5301b; }
.notes :where(p) { margin: 0; } .notes .quote { font-size: 9.5pt; line-height: 1.6; }
.notes .hand { font: 9.5pt / 1.6 var(--font-hand); text-align: left; color: #8c2413; white-space: pre-line; print-color-adjust: exact; }
.notes .about { font: 8pt / 1.5 var(--font-ui); color: #555; }
`;
