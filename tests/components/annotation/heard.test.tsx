// @vitest-environment jsdom
import { render } from 'preact';
import { act } from 'preact/test-utils';
import { expect, it } from 'vitest';
import { Heard } from '../../../components/annotation/Heard.tsx';
import { mount } from '../mount.ts';

it('has the same words said again when they are said again, and not when something else is drawn', async () => {
  const root = await mount(<Heard said={null} />);
  const region = root.querySelector('[role=status]');
  const changes: MutationRecord[] = [];
  const observer = new MutationObserver((records) => changes.push(...records));
  if (region) observer.observe(region, { childList: true, subtree: true, characterData: true });
  const draw = async (said: { words: string; more?: string }) => {
    changes.length = 0;
    await act(() => render(<Heard said={said} />, root));
    changes.push(...observer.takeRecords());
    return changes.length;
  };
  const first = { words: '已标为要点', more: '第二句' };
  expect(await draw(first)).toBeGreaterThan(0);
  expect(region?.textContent).toBe('已标为要点 · 第二句');
  expect(await draw(first)).toBe(0);
  expect(await draw({ ...first })).toBeGreaterThan(0);
  expect(region?.textContent).toBe('已标为要点 · 第二句');
});
