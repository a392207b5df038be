import type { Page } from 'playwright-core';

/** A sentence from the longest visible paragraph of the text that `article` is, 8–40 characters: something to mark on any page. */
export async function choosePassage(page: Page, article: string): Promise<string> {
  return page.evaluate((text) => {
    const bare = (some: string) => some.replace(/\s/g, '');
    const wanted = bare(text);
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    let longest = '';
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const found = node.nodeValue ?? '';
      const isSeen = node.parentElement?.checkVisibility({ visibilityProperty: true }) ?? false;
      if (isSeen && found.length > longest.length && wanted.includes(bare(found))) longest = found;
    }
    const clauses = longest.split(/[，,。；;：:！？!?“”"]/).map((clause) => clause.trim());
    return clauses.find((clause) => clause.length >= 8 && clause.length <= 40) ?? longest.trim().slice(0, 20);
  }, article);
}

/** Selects the passage as a reader does: press before its first character, release after its last. `halfway` runs in the middle of that. */
export async function selectPassage(
  page: Page,
  passage: string,
  halfway?: () => Promise<void>,
): Promise<void> {
  const places = await page.evaluate((wanted) => {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const start = node.nodeValue?.indexOf(wanted) ?? -1;
      if (start < 0 || !node.parentElement?.checkVisibility({ visibilityProperty: true })) continue;
      node.parentElement.scrollIntoView({ block: 'center', behavior: 'instant' });
      const boxOf = (offset: number) => {
        const range = document.createRange();
        range.setStart(node, offset);
        range.setEnd(node, offset + 1);
        return range.getBoundingClientRect();
      };
      const first = boxOf(start);
      const last = boxOf(start + wanted.length - 1);
      return {
        from: { x: first.left + 1, y: first.top + first.height / 2 },
        to: { x: last.right - 1, y: last.top + last.height / 2 },
      };
    }
    return null;
  }, passage);
  if (!places) throw new Error(`the passage is not on the page: ${passage}`);
  await page.mouse.move(places.from.x, places.from.y);
  await page.mouse.down();
  if (halfway) {
    await page.mouse.move((places.from.x + places.to.x) / 2, places.to.y, { steps: 4 });
    await halfway();
  }
  await page.mouse.move(places.to.x, places.to.y, { steps: 8 });
  await page.mouse.up();
}

/** The passages painted with the Custom Highlight API, in this document. The registry belongs to the page, so the page can be asked. */
export async function paintedPassages(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    [...CSS.highlights.values()].flatMap((highlight) =>
      [...highlight].map((painted) => {
        const range = document.createRange();
        range.setStart(painted.startContainer, painted.startOffset);
        range.setEnd(painted.endContainer, painted.endOffset);
        return range.toString();
      }),
    ),
  );
}
