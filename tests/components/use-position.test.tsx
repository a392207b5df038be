// @vitest-environment jsdom
import { render } from 'preact';
import { useRef } from 'preact/hooks';
import { act } from 'preact/test-utils';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { usePosition } from '../../components/reader/use-position.ts';
import type { Article, ArticleChanges } from '../../utils/library/library.ts';
import { mount, unmount } from './mount.ts';

const edits: ArticleChanges[] = [];
const library = {
  editArticle: async (_id: string, changes: ArticleChanges) => edits.push(changes),
};
let root: HTMLElement | null = null;

beforeEach(() => edits.splice(0));
afterEach(async () => {
  if (root) await unmount(root);
  root = null;
});

const article = (state: Article['state']) => ({ id: 'a1', position: 0, place: null, state });
const text = document.createElement('article');
text.textContent = '夜班坐席把电话接起来之前，会先看一眼来电人上一次问了什么。';

function Reader({ state }: { state: Article['state'] }) {
  const scroller = useRef<HTMLElement>(null);
  usePosition({ library, article: article(state), scroller, root: text, textHeight: 0 });
  return <main ref={scroller} />;
}

/** jsdom lays nothing out: the text is 1100 px high, the window 100. */
async function scrollTo(top: number): Promise<void> {
  const element = root?.querySelector('main') as HTMLElement;
  Object.defineProperties(element, {
    scrollHeight: { value: 1100, configurable: true },
    clientHeight: { value: 100, configurable: true },
    scrollTop: { value: top, writable: true, configurable: true },
  });
  await act(() => void element.dispatchEvent(new Event('scroll')));
  // What the reader has come to is written when the page is hidden, at the latest.
  await act(() => void document.dispatchEvent(new Event('visibilitychange')));
}

it('an article is being read once it is scrolled, and stays archived when it was archived meanwhile', async () => {
  vi.spyOn(text, 'getBoundingClientRect').mockReturnValue(new DOMRect());
  root = await mount(<Reader state="unread" />);
  await scrollTo(200);
  expect(edits.at(-1)).toMatchObject({ position: 0.2, state: 'reading' });
  await act(() => render(<Reader state="archived" />, root as HTMLElement));
  await scrollTo(500);
  expect(edits.at(-1)).toEqual({ position: 0.5, place: null });
});

it('a line further on is written before the reader leaves, though of a long text it is hardly anything', async () => {
  const long = document.createElement('article');
  long.textContent = '夜班坐席把电话接起来之前，会先看一眼来电人上一次问了什么。'.repeat(100);
  const end = { offsetNode: long.firstChild, offset: 400 };
  Object.assign(document, { caretPositionFromPoint: () => end });
  const box = () => new DOMRect();
  Object.assign(Range.prototype, { getClientRects: () => [box()], getBoundingClientRect: box });
  function LongReader() {
    const scroller = useRef<HTMLElement>(null);
    usePosition({ library, article: article('reading'), scroller, root: long, textHeight: 0 });
    return <main ref={scroller} />;
  }
  root = await mount(<LongReader />);
  await scrollTo(3);
  expect(edits.at(-1)).toMatchObject({ position: 0.003, place: { start: 400 } });
  end.offset = 450;
  await scrollTo(4);
  expect(edits).toHaveLength(1);
});
