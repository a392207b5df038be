// @vitest-environment jsdom
import { afterEach, beforeEach, expect, it } from 'vitest';
import { Checkbox } from '../../components/controls/Checkbox.tsx';
import { Dialog } from '../../components/controls/Dialog.tsx';
import { NameSearch } from '../../components/library/NameSearch.tsx';
import { setLanguage } from '../../utils/appearance.ts';
import { byRole, mount, unmount } from './mount.ts';

let root: HTMLElement;
beforeEach(() => {
  setLanguage('zh-CN');
  // jsdom has none.
  Object.assign(HTMLDialogElement.prototype, {
    showModal(this: HTMLDialogElement) {
      this.open = true;
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
