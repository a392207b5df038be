/** The document's title. Browsers take the first `<title>` wherever it stands; parsers without a browser look into the head alone, and old pages misplace it. */
export function pageTitle(document: Document): string {
  return document.title || (document.querySelector('body > title')?.textContent?.trim() ?? '');
}
