import { READING_SHEET } from './reading-sheet.ts';

/**
 * The empty document of the reader's frame. It runs no script (sandbox without `allow-scripts`), fetches nothing but blobs of ours, and
 * its links open nowhere by themselves: new windows are forbidden to the frame, so the reader page opens them.
 * `tokens` is the text of tokens.css and reader.css.
 */
export function frameDocument(tokens: string): string {
  return `<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src blob: data:; style-src 'unsafe-inline'">
<meta name="referrer" content="no-referrer">
<base target="_blank">
<title>—</title>
<style>${tokens}</style>
<style>${READING_SHEET}</style>
</head>
<body><article></article></body>
</html>`;
}
