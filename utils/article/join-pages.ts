import { joinOutlines } from './join-outlines.ts';
import { lengthsOf } from './lengths.ts';
import { openBody, type PageBody, withBlocks } from './page-body.ts';
import type { Field, Reading, ReadingFields } from './reading.ts';
import { foldText } from './title.ts';

/** What pages say of each other where one breaks off: （接上页）, 下转第 3 页, 未完待续, continued. */
const SEAM =
  /^[\s(（【[—-]*(?:(?:[上下续接转承紧]+)(?:一|前|第?\s*\d+)?\s*[页版]|未完(?:待续|[，,]?\s*下[一转]\s*\d*\s*页)|待续|(?:本文)?共\s*\d+\s*页.{0,12}|第\s*\d+\s*页(?:[，,]?\s*共\s*\d+\s*页)?|点击下一页.{0,12}|continued(?: (?:from|on) .{0,20})?)[\s)）】\]。….—-]*$/i;
/** （2）, 第2页, _2: what a later page adds to the title. */
const PAGE_NUMBER = /第?\d{1,2}页?$/;

/**
 * One reading of an article's pages in order; null stands for a page that could not be read, and a rule is drawn there. Fields are those of the
 * first page; what it lacks comes from the others. What pages repeat at head and foot, title, lead and notices, stands once; what they
 * say of each other is gone. `document` only makes elements: nothing in it changes, and nothing of the pages runs.
 * @throws {Error} where no page was read.
 */
export function joinPages(readings: readonly (Reading | null)[], document: Document): Reading {
  const read = readings.filter((reading) => reading !== null);
  const [first] = read;
  if (!first) throw new Error('there is no page to join');
  if (readings.length === 1) return first;
  const title = foldText(first.fields.title.value ?? '');
  const bodies = withoutRepeated(
    read.map((reading) => openBody(reading, document)),
    title,
  );
  const outline = joinOutlines(bodies);
  const pictures = new Set(bodies.flatMap(({ blocks }) => blocks.flatMap((block) => block.pictures)));
  const html = bodies.map(({ blocks }) => blocks.map(({ element }) => element.outerHTML).join(''));
  const text = bodies.flatMap(({ lines }) => lines).join('\n');
  return {
    ...first,
    fields: joinFields(read.map(({ fields }) => fields)),
    html: withRules(readings, html),
    text,
    outline,
    images: read.flatMap(({ images }) => images).filter(({ address }) => pictures.delete(address)), // each once
    lengths: lengthsOf(text),
  };
}

/** The pages' HTML, and a rule wherever pages between them are missing. */
function withRules(readings: readonly (Reading | null)[], html: readonly string[]): string {
  let at = 0;
  return readings
    .map((reading, index) => {
      if (reading !== null) return html[at++] ?? '';
      return readings[index - 1] === null || at === 0 || at === html.length ? '' : '<hr>';
    })
    .join('');
}

function withoutRepeated(bodies: readonly PageBody[], title: string): PageBody[] {
  return bodies.map((body, page) => {
    const { blocks } = body;
    const isLast = page === bodies.length - 1;
    const head = page > 0 ? bodies[0] : undefined;
    let [from, to] = [0, blocks.length];
    while (head && from < to && blocks[from]?.key === head.blocks[from]?.key) from++;
    // The same text again is no repeated head.
    if (from === to) from = 0;
    while (head && from < to && (isTitle(blocks[from]?.letters) || isSeam(blocks[from]?.element))) from++;
    // A notice that its neighbours have as well stays at the end of the last page alone.
    const isFoot = (fromEnd: number, key: string | undefined) =>
      [bodies[page - 1], bodies[page + 1]].some((near) => near?.blocks.at(-fromEnd)?.key === key);
    while (!isLast && from < to - 1 && isFoot(blocks.length - to + 1, blocks[to - 1]?.key)) to--;
    while (!isLast && from < to && isSeam(blocks[to - 1]?.element)) to--;
    return withBlocks(body, from, to);
  });

  function isTitle(letters: string | undefined): boolean {
    return title !== '' && letters?.replace(PAGE_NUMBER, '') === title.replace(PAGE_NUMBER, '');
  }
}

function isSeam(element: Element | undefined): boolean {
  return element !== undefined && !element.querySelector('img') && SEAM.test(element.textContent ?? '');
}

/** The first page that has a value speaks for all; an editor, for one, stands at the end of the last. */
function joinFields(all: readonly ReadingFields[]): ReadingFields {
  const [first] = all;
  if (!first) throw new Error('there are no fields to join');
  const has = (field: Field<unknown>) => field.value !== null;
  const later = <T>(of: (fields: ReadingFields) => Field<T>) => all.map(of).find(has) ?? of(first);
  return {
    ...first,
    category: later(({ category }) => category),
    breadcrumb: later(({ breadcrumb }) => breadcrumb),
    authors: later(({ authors }) => authors),
    editor: later(({ editor }) => editor),
    source: later(({ source }) => source),
    publishedAt: later(({ publishedAt }) => publishedAt),
    leadImage: later(({ leadImage }) => leadImage),
  };
}
