// @vitest-environment jsdom
import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { render } from 'preact';
import { act } from 'preact/test-utils';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { NoteField } from '../../components/article/NoteField.tsx';
import { WRITE_AFTER_MS } from '../../components/article/use-note.ts';
import { NoteEditor } from '../../components/reader/NoteEditor.tsx';
import { setLanguage } from '../../utils/appearance.ts';
import type { Article, Library, Note } from '../../utils/library/library.ts';
import { localLibrary } from '../../utils/library/local-library.ts';
import { restampAhead } from '../../utils/library/restamp.ts';
import { openStore } from '../../utils/library/store.ts';
import { stampsOf } from '../../utils/note-draft.ts';
import { ADDRESS, sampleReading } from '../utils/library/sample-reading.ts';
import { byRole, mount, type, unmount } from './mount.ts';

let library: Library;
let article: Article;
let root: HTMLElement | null = null;

beforeEach(async () => {
  vi.stubGlobal('indexedDB', new IDBFactory());
  setLanguage('zh-CN');
  library = localLibrary(await openStore('guest', 'aaaa', Date.now), () => {});
  article = await library.saveArticle({ address: ADDRESS, reading: sampleReading(), savedAt: 1 });
});

afterEach(async () => {
  if (root) await unmount(root);
  root = null;
  vi.unstubAllGlobals();
});

it('typing on while the disk is slow makes one note', async () => {
  let isFree: () => void = () => undefined;
  const busy = new Promise<void>((resolve) => {
    isFree = resolve;
  });
  const slow: Library = {
    ...library,
    // The disk comes to it, and the answer takes its time.
    writeNote: async (...note) => {
      const written = await library.writeNote(...note);
      await busy;
      return written;
    },
  };
  const owner = { kind: 'article', id: article.id } as const;
  root = await mount(<NoteEditor library={slow} owner={owner} note={article.note} label="笔记" />);
  const field = byRole('textbox', '笔记') as HTMLTextAreaElement;
  const leave = () => act(() => void field.dispatchEvent(new FocusEvent('blur')));
  await type(field, '夜班');
  await leave();
  await type(field, '夜班的坐席');
  await leave();
  isFree();
  await vi.waitFor(async () => {
    await act(() => new Promise((resolve) => setTimeout(resolve, 20)));
    expect((await library.article(article.id))?.note.text).toContain('夜班的坐席');
  });
  expect((await library.article(article.id))?.note.values.map(({ text }) => text)).toEqual(['夜班的坐席']);
});

it('a word that an input method ends without another letter is written, though the reader stays in the field', async () => {
  const owner = { kind: 'article', id: article.id } as const;
  root = await mount(<NoteEditor library={library} owner={owner} note={article.note} label="笔记" />);
  const field = byRole('textbox', '笔记') as HTMLTextAreaElement;
  const compose = (name: string) => act(() => void field.dispatchEvent(new CompositionEvent(name)));
  await compose('compositionstart');
  await type(field, '夜班');
  // The reader looks through the words that are offered for longer than a note waits.
  await act(() => new Promise((resolve) => setTimeout(resolve, WRITE_AFTER_MS + 100)));
  expect((await library.article(article.id))?.note.text).toBe('');
  await compose('compositionend');
  await vi.waitFor(async () => expect((await library.article(article.id))?.note.text).toBe('夜班'), {
    timeout: 5000,
  });
});

it('what stands in a field that is taken away while an input method is at work is written', async () => {
  const owner = { kind: 'article', id: article.id } as const;
  root = await mount(<NoteEditor library={library} owner={owner} note={article.note} label="笔记" />);
  const field = byRole('textbox', '笔记') as HTMLTextAreaElement;
  await act(() => void field.dispatchEvent(new CompositionEvent('compositionstart')));
  await type(field, '一整句，后面还有ban');
  await unmount(root);
  root = null;
  await vi.waitFor(async () =>
    expect((await library.article(article.id))?.note.text).toBe('一整句，后面还有ban'),
  );
});

it('the field stays while the reader is in it, when another device wrote the same note', async () => {
  const owner = { kind: 'article', id: article.id } as const;
  await library.writeNote(owner, '开头', []);
  const { note } = (await library.article(article.id)) ?? article;
  root = await mount(<NoteField library={library} owner={owner} note={note} isLocalOnly={false} />);
  const field = byRole('textbox', '笔记') as HTMLTextAreaElement;
  await act(() => field.focus());
  await type(field, '开头，这里写的');
  await library.writeNote(
    owner,
    '别处改过的',
    note.values.map(({ stamp }) => stamp),
  );
  await vi.waitFor(() => expect(root?.textContent).toContain('别处改过的'), { timeout: 5000 });
  expect(document.activeElement).toBe(field);
  expect(field.isConnected).toBe(true);
  await act(() => field.blur());
  expect(field.isConnected).toBe(false);
});

describe('what another device wrote is shown', () => {
  const NEXT_YEAR = Date.UTC(2027, 10, 20);
  const NOW = Date.UTC(2026, 10, 20);
  const owner = () => ({ kind: 'article', id: article.id }) as const;
  const noteNow = async () => (await library.article(article.id))?.note ?? article.note;
  const writeHere = async (field: HTMLTextAreaElement, text: string) => {
    await type(field, text);
    await act(() => void field.dispatchEvent(new FocusEvent('blur')));
    await vi.waitFor(async () => {
      await act(() => new Promise((resolve) => setTimeout(resolve, 20)));
      expect((await noteNow()).text).toBe(text);
    });
    return noteNow();
  };
  const show = async (note: Note) => {
    const editor = <NoteEditor library={library} owner={owner()} note={note} label="笔记" />;
    const drawn = root;
    if (drawn) await act(() => render(editor, drawn));
    else root = await mount(editor);
    return byRole('textbox', '笔记') as HTMLTextAreaElement;
  };

  it('also after this one’s clock had run ahead and its stamps were replaced by earlier ones', async () => {
    const store = await openStore('member', 'aaaa', () => NEXT_YEAR);
    library = localLibrary(store, () => {});
    article = await library.saveArticle({ address: ADDRESS, reading: sampleReading(), savedAt: 1 });
    await writeHere(await show(article.note), '夜班');

    await restampAhead(store, NOW);
    await show(await noteNow());
    await library.writeNote(owner(), '夜班，别处续写的', stampsOf(await noteNow()));
    expect((await show(await noteNow())).value).toBe('夜班，别处续写的');
  });

  it('but not what was read before the last word was written here', async () => {
    const before = await noteNow();
    const field = await show(before);
    const between = await writeHere(field, '夜班');
    await writeHere(field, '夜班的坐席');
    for (const late of [before, between]) expect((await show(late)).value).toBe('夜班的坐席');
  });
});
