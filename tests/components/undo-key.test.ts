// @vitest-environment jsdom
import { describe, expect, it, vi } from 'vitest';
import { showToast, toasts, undoLatest } from '../../components/controls/toasts.ts';
import { undoByKey } from '../../components/controls/undo-by-key.ts';

describe('taking back what was done', () => {
  it('takes the latest act back first, each once, also after its message has gone', () => {
    const undone: string[] = [];
    for (const name of ['一', '二', '三', '四', '五']) {
      showToast({ text: name, action: { label: '撤销', onAction: () => undone.push(name) } });
    }
    showToast({ text: '没有可撤销的' });
    const shown = toasts.value.find(({ text }) => text === '五');
    shown?.action?.onAction();
    expect(undoLatest()).toBe(true);
    expect(undoLatest()).toBe(true);
    expect(undone).toEqual(['五', '四', '三']);
    expect(toasts.value.map(({ text }) => text)).not.toContain('四');
    while (undoLatest());
    expect(undone).toEqual(['五', '四', '三', '二', '一']);
    expect(undoLatest()).toBe(false);
  });

  it('is done by the key also in the frame of a text, and never in a field', () => {
    const undone = vi.fn();
    const frame = document.body.appendChild(document.createElement('iframe'));
    const page = frame.contentDocument;
    if (!page) throw new Error('no frame');
    page.addEventListener('keydown', undoByKey);
    const press = (target: EventTarget) => {
      const event = new KeyboardEvent('keydown', {
        key: 'z',
        ctrlKey: true,
        bubbles: true,
        cancelable: true,
      });
      target.dispatchEvent(event);
      return event.defaultPrevented;
    };
    showToast({ text: '删了', action: { label: '撤销', onAction: undone } });
    const field = document.body.appendChild(document.createElement('textarea'));
    field.addEventListener('keydown', undoByKey);
    expect(press(field)).toBe(false);
    expect(undone).not.toHaveBeenCalled();
    expect(press(page.body)).toBe(true);
    expect(undone).toHaveBeenCalledOnce();
    expect(press(page.body)).toBe(false);
  });
});
