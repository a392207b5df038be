import type { Page } from 'playwright-core';

/** What can be asked of the kept text. Its frame runs no script, so the page around it is asked. */

/** Computed style of the first element that fits in the frame. */
export async function styleInText(page: Page, selector: string, property: string): Promise<string> {
  return page.evaluate(
    ({ wanted, name }) => {
      const inside = document.querySelector('iframe')?.contentDocument;
      const element = inside?.querySelector(wanted);
      return element ? (inside?.defaultView?.getComputedStyle(element).getPropertyValue(name) ?? '') : '';
    },
    { wanted: selector, name: property },
  );
}

/** Where the first line begins that is in sight, in characters of the text. */
export async function lineInSight(page: Page): Promise<number> {
  return page.evaluate(() => {
    const [frame, scroller] = [document.querySelector('iframe'), document.querySelector('main')];
    const inside = frame?.contentDocument;
    const text = inside?.querySelector('article');
    if (!frame || !scroller || !inside || !text) return -1;
    const line = Number.parseFloat(inside.defaultView?.getComputedStyle(text).lineHeight ?? '0');
    const top = scroller.getBoundingClientRect().top - frame.getBoundingClientRect().top + 0.6 * line;
    const caret = inside.caretPositionFromPoint(text.getBoundingClientRect().left + 1, top);
    if (!caret) return -1;
    const before = inside.createRange();
    before.setStart(text, 0);
    before.setEnd(caret.offsetNode, caret.offset);
    return before.toString().length;
  });
}

/** Where the words stand in the window, px from its top; null where nothing of them is in sight. */
export async function topOfWords(page: Page, words: string): Promise<number | null> {
  return page.evaluate((wanted) => {
    const [frame, scroller] = [document.querySelector('iframe'), document.querySelector('main')];
    const inside = frame?.contentDocument;
    if (!frame || !scroller || !inside) return null;
    const walker = inside.createTreeWalker(inside.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const at = node.nodeValue?.indexOf(wanted) ?? -1;
      if (at === -1) continue;
      const range = inside.createRange();
      range.setStart(node, at);
      range.setEnd(node, at + 1);
      const top = frame.getBoundingClientRect().top + range.getBoundingClientRect().top;
      const view = scroller.getBoundingClientRect();
      return top >= view.top - 1 && top < view.bottom ? top : null;
    }
    return null;
  }, words);
}

/** Selects words within one text, as a reader would by mouse, and gives the text the focus. */
export async function selectWords(page: Page, words: string): Promise<void> {
  const isThere = await page.evaluate((wanted) => {
    const inside = document.querySelector('iframe')?.contentDocument;
    const walker = inside?.createTreeWalker(inside.body, NodeFilter.SHOW_TEXT);
    for (let node = walker?.nextNode(); inside && node; node = walker?.nextNode()) {
      const at = node.nodeValue?.indexOf(wanted) ?? -1;
      if (at === -1) continue;
      const range = inside.createRange();
      range.setStart(node, at);
      range.setEnd(node, at + wanted.length);
      inside.defaultView?.focus();
      node.parentElement?.scrollIntoView({ block: 'center', behavior: 'instant' });
      inside.getSelection()?.removeAllRanges();
      inside.getSelection()?.addRange(range);
      return true;
    }
    return false;
  }, words);
  if (!isThere) throw new Error(`the text has no “${words}”`);
}

/** Passages that a highlight of this name paints. */
export async function litInText(page: Page, name: string): Promise<string[]> {
  return page.evaluate((wanted) => {
    const inside = document.querySelector('iframe')?.contentDocument;
    const painted = inside?.defaultView?.CSS.highlights.get(wanted);
    if (!inside || !painted) return [];
    return [...painted].map((each) => {
      const range = inside.createRange();
      range.setStart(each.startContainer, each.startOffset);
      range.setEnd(each.endContainer, each.endOffset);
      return range.toString();
    });
  }, name);
}

/** Whether the beginning of what that highlight paints stands in what is seen of the text. */
export async function isLitInSight(page: Page, name: string): Promise<boolean> {
  return page.evaluate((wanted) => {
    const [frame, scroller] = [document.querySelector('iframe'), document.querySelector('main')];
    const inside = frame?.contentDocument;
    const [lit] = inside?.defaultView?.CSS.highlights.get(wanted) ?? [];
    if (!frame || !scroller || !inside || !lit) return false;
    const range = inside.createRange();
    range.setStart(lit.startContainer, lit.startOffset);
    range.setEnd(lit.endContainer, lit.endOffset);
    const top = frame.getBoundingClientRect().top + (range.getClientRects()[0]?.top ?? 0);
    const view = scroller.getBoundingClientRect();
    return top >= view.top && top < view.bottom;
  }, name);
}
