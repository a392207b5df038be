// @vitest-environment jsdom
import { act } from 'preact/test-utils';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { MarkShape } from '../../components/controls/MarkShape.tsx';
import { MarkNames } from '../../components/settings/MarkNames.tsx';
import { markNames, setLanguage } from '../../utils/appearance.ts';
import { mount, type, unmount } from './mount.ts';

let root: HTMLElement | null = null;
beforeEach(() => setLanguage('zh-CN'));
afterEach(async () => {
  if (root) await unmount(root);
  root = null;
});

const field = (name: string) => {
  const found = root?.querySelector<HTMLInputElement>(`input[placeholder="${name}"]`);
  if (!found) throw new Error(`no field for ${name}`);
  return found;
};
const shown = () => root?.querySelector('[role="img"]')?.getAttribute('aria-label');

it('a colour of marks is called as the reader calls it, at each key stroke, and by our name again once that is empty', async () => {
  root = await mount(
    <>
      <MarkShape colour={2} />
      <MarkNames />
    </>,
  );
  expect(shown()).toBe('数据');
  await type(field('数据'), ' 指标 ');
  expect(shown()).toBe('指标');
  expect(localStorage.getItem('mark-names')).toBe('{"colour2":"指标"}');
  await type(field('数据'), '很长很长很长很长很长很长很长的名字');
  expect(shown()).toHaveLength(12);
  await type(field('数据'), '  ');
  expect(shown()).toBe('数据');
});

it('another page’s names are followed, and broken ones are ours', async () => {
  root = await mount(<MarkShape colour={5} />);
  const say = (newValue: string) =>
    act(() => {
      dispatchEvent(new StorageEvent('storage', { key: 'mark-names', newValue }));
    });
  const { applyAppearance } = await import('../../utils/appearance.ts');
  const stop = applyAppearance();
  await say('{"colour5":"金句"}');
  expect(shown()).toBe('金句');
  for (const broken of ['{"colour5":7}', '{', '[]', 'null', '{"colour5":""}']) {
    await say(broken);
    expect([broken, shown()]).toEqual([broken, '引文']);
  }
  expect(markNames.value).toEqual({});
  stop();
});
