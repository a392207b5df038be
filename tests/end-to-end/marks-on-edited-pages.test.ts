import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { markTexts } from '../../locales/marks.ts';
import { articleText } from '../../scripts/browser/article-text.ts';
import { closedRoots } from '../../scripts/browser/closed-roots.ts';
import { eventually } from '../../scripts/browser/eventually.ts';
import { paintedPassages, selectPassage } from '../../scripts/browser/passage.ts';
import { switchSiteOn } from '../../scripts/browser/settings-page.ts';
import { SAMPLE_ARTICLE, startSampleSite } from '../../scripts/sample-site.ts';
import { corpusFolder } from '../corpus.ts';
import { editPage, PAGE_EDITS, rewriteAround } from './harness/page-edits.ts';
import { openStage } from './harness/stage.ts';

const texts = markTexts['zh-CN'];
const MARKS = 6;
/** What another visit paints is there by then, or isn't painted. */
const QUIET_MS = 1_500;

const folder = corpusFolder('site');
const savedPage =
  folder !== null && existsSync(join(folder, 'article.html')) ? join(folder, 'article.html') : null;

describe.each([
  { page: 'the sample article', file: null },
  ...(savedPage === null ? [] : [{ page: 'a saved article', file: savedPage }]),
])('marks on $page', ({ file }) => {
  it(`are painted where their passages stand after each of ${PAGE_EDITS.length} edits, and nowhere else`, async () => {
    await using stage = await openStage();
    await using site = await startSampleSite(0);
    const device = await stage.openDevice();
    await switchSiteOn(device, site.origin);
    const address = site.origin + SAMPLE_ARTICLE;
    const original = file === null ? await (await fetch(address)).text() : await readFile(file, 'utf8');
    let html = original;
    const page = await device.context.newPage();
    await page.route(address, (route) =>
      route.fulfill({ body: html, contentType: 'text/html; charset=utf-8' }),
    );
    await page.goto(address);
    const passages = choosePassages(await articleText(device, address));
    expect(passages).toHaveLength(MARKS);
    for (const passage of passages) await markPassage(page, passage);

    for (const edit of PAGE_EDITS) {
      const edited = editPage(original, edit, passages);
      html = edited.html;
      await page.reload();
      const expected = edited.expected.filter((passage) => passage !== null).map(bare);
      await eventually(
        async () => (await paintedPassages(page)).map(bare).sort(),
        (painted) => expected.every((passage) => painted.includes(passage)),
        `${edit.name}: ${expected.join(' | ')} should be painted, but`,
      );
      await page.waitForTimeout(QUIET_MS);
      expect(new Set((await paintedPassages(page)).map(bare)), edit.name).toEqual(new Set(expected));
    }

    // Four characters tell nothing by themselves, and nothing that a mark remembers of its page is left: the kept copy knows what stands further away.
    html = original;
    await page.reload();
    const short = chooseShort(original, await articleText(device, address));
    await markPassage(page, short);
    html = rewriteAround(original, short, 110);
    const shortIsPainted = () =>
      eventually(
        () => paintedPassages(page),
        (painted) => painted.includes(short),
        `"${short}" should be painted by what the kept copy tells, but`,
      );
    await page.reload();
    await shortIsPainted();

    // The same where the page becomes another while it is read.
    const rewritten = html;
    html = original;
    await page.reload();
    await shortIsPainted();
    await page.evaluate((text) => {
      const { body } = new DOMParser().parseFromString(text, 'text/html');
      document.body.replaceChildren(...body.childNodes);
    }, rewritten);
    await page.waitForTimeout(QUIET_MS);
    await shortIsPainted();
  });
});

/** Clauses of paragraphs all over the text, each of which stands there once. */
function choosePassages(text: string): string[] {
  const lines = text.split('\n').filter((line) => line.length > 60);
  const step = Math.max(1, Math.floor(lines.length / MARKS));
  return lines
    .filter((_, index) => index % step === 0)
    .flatMap((line) => line.match(/(?<=[。，,.])[\p{Script=Han}]{8,24}(?=[。，,.])/u)?.[0] ?? [])
    .filter((passage) => text.split(passage).length === 2)
    .slice(0, MARKS);
}

/** Amid the text, once on the page. */
function chooseShort(html: string, text: string): string {
  const words = text.slice(text.length * 0.4).matchAll(/(?<=[，,。])[\p{Script=Han}]{4}/gu);
  const [short] = [...words].map(([word]) => word).filter((word) => html.split(word).length === 2);
  if (short === undefined) throw new Error('no word stands on the page once');
  return short;
}

async function markPassage(page: Page, passage: string): Promise<void> {
  const ours = await closedRoots(page);
  await selectPassage(page, passage);
  await ours.click(texts.press(texts.colour1, '1'));
  await eventually(
    () => paintedPassages(page),
    (painted) => painted.includes(passage),
    `"${passage}" is not painted, but`,
  );
  // The bar goes once the mark is on disk.
  await eventually(
    () => ours.has(texts.press(texts.colour1, '1')),
    (isUp) => !isUp,
    'the bar is still up',
  );
}

const bare = (text: string): string => text.replace(/\s/g, '');
