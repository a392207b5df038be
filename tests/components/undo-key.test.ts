import { describe, expect, it } from 'vitest';
import { showToast, toasts, undoLatest } from '../../components/controls/toasts.ts';

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
});
