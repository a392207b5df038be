// @vitest-environment jsdom
import { act } from 'preact/test-utils';
import { afterEach, expect, it } from 'vitest';
import { RecoveryCodes } from '../../components/account/RecoveryCodes.tsx';
import { securityTexts } from '../../locales/security.ts';
import { textsOf } from '../../utils/appearance.ts';
import { mount, unmount } from './mount.ts';

let root: HTMLElement;
afterEach(() => unmount(root));

/** Presses 复制 in a browser whose clipboard does as told, and gives what is said then. */
async function copyInto(writeText: (words: string) => Promise<void>): Promise<string> {
  Object.assign(navigator, { clipboard: { writeText } });
  root = await mount(<RecoveryCodes codes={['abcde-fghij', 'klmno-pqrst']} onKept={() => undefined} />);
  const button = [...root.querySelectorAll('button')].find(
    ({ textContent }) => textContent === textsOf(securityTexts).recoveryCopy,
  );
  await act(async () => button?.click());
  return root.textContent ?? '';
}

it('says that the codes were copied, a line each', async () => {
  let copied = '';
  const said = await copyInto(async (words) => {
    copied = words;
  });
  expect(copied).toBe('abcde-fghij\nklmno-pqrst');
  expect(said).toContain(textsOf(securityTexts).recoveryCopied);
});

it('says so where they were not, and what to do', async () => {
  const said = await copyInto(() => Promise.reject(new DOMException('not allowed', 'NotAllowedError')));
  expect(said).toContain(textsOf(securityTexts).recoveryNotCopied);
  expect(said).toContain('abcde-fghij');
});
