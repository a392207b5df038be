// @vitest-environment jsdom
import { useState } from 'preact/hooks';
import { act } from 'preact/test-utils';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { Checkbox } from '../../components/controls/Checkbox.tsx';
import { Dialog } from '../../components/controls/Dialog.tsx';
import { NameSearch } from '../../components/library/NameSearch.tsx';
import { setLanguage } from '../../utils/appearance.ts';
import { byRole, click, mount, unmount } from './mount.ts';

let root: HTMLElement;
beforeEach(() => {
  setLanguage('zh-CN');
  // jsdom has none.
  Object.assign(HTMLDialogElement.prototype, {
    showModal(this: HTMLDialogElement) {
      this.open = true;
    },
    close(this: HTMLDialogElement) {
      this.open = false;
    },
  });
});
afterEach(() => unmount(root));

it('a question for a name begins in its field, with the name of before selected', async () => {
  root = await mount(
    <NameSearch title="改名" name="夜班质检" onName={async () => undefined} onClose={() => {}} />,
  );
  const field = root.querySelector('input');
  expect(document.activeElement).toBe(field);
  expect([field?.selectionStart, field?.selectionEnd]).toEqual([0, '夜班质检'.length]);
});

it('a question without words to type begins on the safe answer, boxes to tick or not', async () => {
  const actions = (
    <>
      <button type="button">留着</button>
      <button type="button">删去</button>
    </>
  );
  root = await mount(
    <Dialog title="都删去？" actions={actions} onClose={() => {}}>
      <Checkbox isChecked={false} onChange={() => {}}>
        连同标注
      </Checkbox>
    </Dialog>,
  );
  expect(document.activeElement).toBe(byRole('button', '留着'));
});

/** Opens at a press, and closes where it may. */
function Asking({ mayClose }: { mayClose: () => boolean }) {
  const [isAsked, setAsked] = useState(false);
  return (
    <>
      <button type="button" onClick={() => setAsked(true)}>
        退出
      </button>
      {isAsked && (
        <Dialog
          title="退出吗？"
          actions={<button type="button">先不退出</button>}
          onClose={() => mayClose() && setAsked(false)}
        />
      )}
    </>
  );
}
const dialog = () => root.querySelector('dialog');
const say = (name: string) => act(() => void dialog()?.dispatchEvent(new Event(name, { cancelable: true })));

it('gives the focus back once it no longer holds all else inert', async () => {
  root = await mount(<Asking mayClose={() => true} />);
  const button = byRole('button', '退出');
  button.focus();
  await click(button);
  const asked = dialog();
  const focus = vi.spyOn(button, 'focus').mockImplementation(() => expect(asked?.open).toBe(false));
  await say('cancel');
  expect(dialog()).toBeNull();
  expect(focus).toHaveBeenCalledOnce();
});

it('stays in sight where the browser closes it before it may', async () => {
  root = await mount(<Asking mayClose={() => false} />);
  await click(byRole('button', '退出'));
  dialog()?.close();
  await say('close');
  expect(dialog()?.open).toBe(true);
  expect(document.activeElement).toBe(byRole('button', '先不退出'));
});

it('is answered by the browser closing it', async () => {
  root = await mount(<Asking mayClose={() => true} />);
  await click(byRole('button', '退出'));
  dialog()?.close();
  await say('close');
  expect(dialog()).toBeNull();
});
