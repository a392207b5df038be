// @vitest-environment jsdom
import { useState } from 'preact/hooks';
import { act } from 'preact/test-utils';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { RenameForm } from '../../components/account/RenameForm.tsx';
import { securityTexts } from '../../locales/security.ts';
import { setLanguage } from '../../utils/appearance.ts';
import { byRole, click, mount, press, type, unmount } from './mount.ts';

const texts = securityTexts['zh-CN'];
const onRename = vi.fn();
let root: HTMLElement;

/** As a device's row has it. */
function Row() {
  const [draft, setDraft] = useState<string | null>(null);
  return (
    <>
      {draft !== null && (
        <RenameForm
          label={texts.deviceName}
          draft={draft}
          isBusy={false}
          onDraft={setDraft}
          onRename={(name) => {
            onRename(name);
            setDraft(null);
          }}
          onCancel={() => setDraft(null)}
        />
      )}
      <button type="button" onClick={() => setDraft('书房的电脑')}>
        {texts.rename}
      </button>
    </>
  );
}

beforeEach(async () => {
  vi.clearAllMocks();
  setLanguage('zh-CN');
  root = await mount(<Row />);
  const button = byRole('button', texts.rename);
  button.focus();
  await click(button);
});
afterEach(() => unmount(root));

const field = () => byRole('textbox', texts.deviceName) as HTMLInputElement;
const isOpen = () => root.querySelector('form') !== null;

it('has the name selected, so that typing replaces it', () => {
  expect(document.activeElement).toBe(field());
  expect([field().selectionStart, field().selectionEnd]).toEqual([0, 5]);
});

it('sends a name without the space around it, and gives the focus back', async () => {
  await type(field(), ' 办公室的 ');
  await act(() => field().form?.requestSubmit());
  expect(onRename).toHaveBeenCalledWith('办公室的');
  expect(document.activeElement).toBe(byRole('button', texts.rename));
});

it('says that a name is missing, and sends none', async () => {
  await type(field(), '  ');
  await act(() => field().form?.requestSubmit());
  expect(onRename).not.toHaveBeenCalled();
  expect(root.querySelector('[role=alert]')?.textContent).toBe(texts.nameMissing);
  expect(document.activeElement).toBe(field());
  await type(field(), '书');
  expect(field().getAttribute('aria-invalid')).toBeNull();
});

it('leaves the name as it was at Esc, which an input method may want first', async () => {
  await press(field(), 'Escape', { isComposing: true });
  expect(isOpen()).toBe(true);
  await press(field(), 'Escape');
  expect(isOpen()).toBe(false);
  expect(onRename).not.toHaveBeenCalled();
  expect(document.activeElement).toBe(byRole('button', texts.rename));
});
