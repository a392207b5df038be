// @vitest-environment jsdom
import { act } from 'preact/test-utils';
import { afterEach, expect, it, vi } from 'vitest';
import { useLive } from '../../components/library/use-live.ts';
import { postNotice } from '../../utils/view-notices.ts';
import { mount, unmount } from './mount.ts';

let root: HTMLElement | null = null;
afterEach(async () => {
  if (root) await unmount(root);
  root = null;
});

function Shown({ read, of }: { read: (of: string) => Promise<string>; of: string }) {
  const { value, hasFailed } = useLive(() => read(of), [of]);
  return <p>{`${value} ${hasFailed ? 'failed' : 'read'}`}</p>;
}
const settle = () => act(() => new Promise((resolve) => setTimeout(resolve, 100)));

it('what was read stays when it can not be read again, and is not shown for something else', async () => {
  const read = vi.fn(async (of: string) => `of ${of}`);
  root = await mount(<Shown read={read} of="a" />);
  await settle();
  expect(root.textContent).toBe('of a read');
  read.mockRejectedValue(new Error('the disk is away'));
  postNotice('library-changed', { account: 'guest', records: [] });
  await vi.waitFor(() => expect(root?.textContent).toBe('of a failed'));
  root = await mount(<Shown read={read} of="b" />);
  await settle();
  expect(root.textContent).toBe('null failed');
});
