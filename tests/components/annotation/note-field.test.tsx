// @vitest-environment jsdom
import { signal } from '@preact/signals-core';
import axe from 'axe-core';
import type { ComponentChild } from 'preact';
import { act } from 'preact/test-utils';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { LostMarks } from '../../../components/annotation/LostMarks.tsx';
import { NoteConflict } from '../../../components/annotation/NoteConflict.tsx';
import { NoteField } from '../../../components/annotation/NoteField.tsx';
import type { NoteDrawing } from '../../../components/annotation/NoteWords.tsx';
import type { NoteState, NoteWriter } from '../../../components/annotation/note-writer.ts';
import { TagField } from '../../../components/annotation/TagField.tsx';
import { markTexts } from '../../../locales/marks.ts';
import type { Note } from '../../../utils/library/library.ts';
import { byRole, click, mount, press, type } from '../mount.ts';

const texts = markTexts['zh-CN'];
/** jsdom lays nothing out. */
Element.prototype.scrollIntoView ??= () => undefined;

const onClose = vi.fn();
const drawing: NoteDrawing = {
  note: vi.fn((text: string, into: Element) => into.replaceChildren(`画好的${text}`)),
  conflict: vi.fn(),
};
beforeEach(() => vi.clearAllMocks());

describe('the note in the card', () => {
  it('is a field in a window of its own, where typing is no event of the page', async () => {
    const heard = vi.fn();
    for (const type of ['keydown', 'input']) window.addEventListener(type, heard, { capture: true });
    const writer = writerOf('一句');
    await inCard(<NoteField {...{ texts, writer, drawing, onClose }} takesFocus />);
    const field = fieldInFrame('textarea');
    expect(field.ownerDocument.activeElement).toBe(field);
    field.value = '一句话';
    field.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
    await press(field, 'a', { composed: true });
    expect(writer.type).toHaveBeenCalledWith('一句话', false);
    expect(heard).not.toHaveBeenCalled();
    await press(field, 'Escape', { isComposing: true });
    expect(onClose).not.toHaveBeenCalled();
    await press(field, 'Escape');
    expect(onClose).toHaveBeenCalledOnce();
  });

  it('is shown as Markdown where it has any, and becomes a field with the focus by a press', async () => {
    const root = await inCard(
      <NoteField {...{ texts, drawing, onClose }} writer={writerOf('**重**点')} takesFocus={false} />,
    );
    expect(wordsInFrames(root)).toBe('画好的**重**点');
    expect(root.textContent).not.toContain('重');
    await click(byRole('button', texts.editNote));
    const field = fieldInFrame('textarea');
    expect(field.value).toBe('**重**点');
    expect(field.ownerDocument.activeElement).toBe(field);
  });

  it('takes no focus where the reader has not asked for it', async () => {
    await inCard(<NoteField {...{ texts, drawing, onClose }} writer={writerOf('一句')} takesFocus={false} />);
    const field = fieldInFrame('textarea');
    expect(field.ownerDocument.activeElement).not.toBe(field);
    expect(drawing.note).not.toHaveBeenCalled();
  });

  it('and its tags stand where the page finds none of their words, and closes by Esc from there', async () => {
    const values = ['一份', '另一份'].map((text, at) => ({ stamp: `${at}`, text, seen: {} }));
    drawing.conflict = vi.fn((_, into: Element) => into.replaceChildren('画好的两份'));
    const tag = { id: 'tag', name: '年终', colour: null, count: 1 };
    const tags = { known: [], takesFocus: false, onAdd: vi.fn(), onRemove: vi.fn(), onClose };
    const root = await inCard(
      <>
        <NoteField
          {...{ texts, drawing, onClose }}
          writer={writerOf('**重**点', values)}
          takesFocus={false}
        />
        <TagField {...tags} texts={texts} tags={[tag]} />
      </>,
    );
    expect(wordsInFrames(root)).toMatch(/画好的两份,画好的\*\*重\*\*点,年终/);
    expect(root.textContent).not.toMatch(/两份|重|年终/);
    const [, , frame] = root.querySelectorAll('iframe');
    const add = [...(frame?.contentDocument?.querySelectorAll('button') ?? [])].at(-1);
    if (!add) throw new Error('no button');
    await press(add, 'Escape');
    expect(onClose).toHaveBeenCalledOnce();
  });

  it('can be used by everybody, with its tags and what is drawn beside it', async () => {
    const writer = writerOf('两份', [
      { stamp: '1', text: '一份', seen: {} },
      { stamp: '2', text: '另一份', seen: {} },
    ]);
    const tags = { tags: [], known: ['年终'], onAdd: vi.fn(), onRemove: vi.fn(), onClose };
    const lost = {
      language: 'zh-CN' as const,
      texts,
      marks: [],
      onReattach: vi.fn(),
      onClose,
      onFollow: vi.fn(),
    };
    const root = await inCard(
      <main>
        <NoteField {...{ texts, writer, drawing, onClose }} takesFocus={false} />
        <TagField {...tags} texts={texts} takesFocus />
        <NoteConflict language="zh-CN" writer={writer} />
        <LostMarks {...lost} />
      </main>,
    );
    const options = { rules: { 'color-contrast': { enabled: false } }, iframes: false };
    const outside = await axe.run(root, options);
    expect(outside.violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
    for (const frame of root.querySelectorAll('iframe')) {
      expect(frame.title).not.toBe('');
      expect(frame.contentDocument?.documentElement.lang).toBe('zh-CN');
    }
  });
});

describe('the field of a tag', () => {
  const open = async (isStored: boolean) => {
    const onAdd = vi.fn().mockResolvedValue(isStored);
    const tags = { tags: [], known: [], onAdd, onRemove: vi.fn(), onClose };
    await inCard(<TagField {...tags} texts={texts} takesFocus />);
    const frame = document.querySelector('iframe')?.contentDocument;
    const field = frame?.querySelector('input');
    if (!frame || !field) throw new Error('no field');
    await type(field, ' 夜班 ');
    return { onAdd, frame, field };
  };
  const isInFront = vi.spyOn(document, 'hasFocus');
  beforeEach(() => {
    isInFront.mockReturnValue(true);
  });

  it('is put away once it is left, and what was typed is added', async () => {
    const { onAdd, frame, field } = await open(true);
    await act(() => field.blur());
    expect(onAdd.mock.calls).toEqual([['夜班']]);
    expect(frame.querySelector('input')).toBeNull();
  });

  it('keeps what was typed while the reader is in another window', async () => {
    const { onAdd, frame, field } = await open(true);
    isInFront.mockReturnValue(false);
    await act(() => field.blur());
    expect(onAdd).not.toHaveBeenCalled();
    expect(frame.querySelector('input')?.value).toBe(' 夜班 ');
  });

  it('has what could not be stored again', async () => {
    const { onAdd, frame, field } = await open(false);
    await act(async () => field.blur());
    expect(onAdd.mock.calls).toEqual([['夜班']]);
    expect(frame.querySelector('input')?.value).toBe(' 夜班 ');
  });
});

/** As in the page's root: below the sheet of styles, on the paper. */
async function inCard(view: ComponentChild): Promise<HTMLElement> {
  return mount(
    <div>
      <style />
      <div class="paper" lang="zh-CN" data-theme="light">
        {view}
      </div>
    </div>,
  );
}

function wordsInFrames(root: HTMLElement): string {
  return [...root.querySelectorAll('iframe')].map((frame) => frame.contentDocument?.body.textContent).join();
}

function fieldInFrame(name: 'textarea'): HTMLTextAreaElement {
  const field = document.querySelector('iframe')?.contentDocument?.querySelector(name);
  if (!field) throw new Error('no field');
  return field;
}

function writerOf(text: string, values: Note['values'] = []): NoteWriter {
  return {
    text: signal(text),
    state: signal<NoteState>('stored'),
    type: vi.fn(),
    flush: vi.fn(async () => undefined),
    settle: vi.fn(),
    take: vi.fn(),
    note: signal({ text, values }),
  };
}
