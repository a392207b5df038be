// @vitest-environment jsdom
import { render } from 'preact';
import { act } from 'preact/test-utils';
import { afterEach, expect, it, vi } from 'vitest';
import { useSnapshot } from '../../components/reader/use-snapshot.ts';
import type { SnapshotContent } from '../../utils/library/library.ts';
import type { FetchOutcome } from '../../utils/sync/fetch-snapshot.ts';
import { mount, unmount } from './mount.ts';

/** What the service is asked for, and its answers when they come. */
const asked = vi.hoisted(() => new Map<string, (outcome: FetchOutcome) => void>());
vi.mock('../../utils/sync/fetch-snapshot.ts', () => ({
  fetchSnapshot: (hash: string) =>
    new Promise<FetchOutcome>((resolve) => {
      asked.set(hash, resolve);
    }),
}));

const here = new Map<string, SnapshotContent>();
const keep = (hash: string, text: string) =>
  here.set(hash, { html: `<p>${text}</p>`, text, outline: [], images: {}, missingImages: [] });
const library = { snapshot: async (hash: string) => here.get(hash) ?? null };
let root: HTMLElement | null = null;

afterEach(async () => {
  if (root) await unmount(root);
  here.clear();
  asked.clear();
});

function Text({ hash }: { hash: string }) {
  const { status, content } = useSnapshot(library, hash);
  return (
    <p>
      {status} {content?.text}
    </p>
  );
}

const settle = () => act(() => new Promise((resolve) => setTimeout(resolve, 20)));
const choose = async (hash: string) => {
  await act(() => render(<Text hash={hash} />, root as HTMLElement));
  await settle();
};

it.each(['fetched', 'unreachable'] as const)(
  'a version that comes late (%s) takes no other’s place',
  async (outcome) => {
    keep('newer', '新的一版');
    root = await mount(<Text hash="older" />);
    await settle();
    expect(root.textContent).toBe('fetching ');
    await choose('newer');
    expect(root.textContent).toBe('here 新的一版');
    keep('older', '旧的一版');
    asked.get('older')?.(outcome);
    await settle();
    expect(root.textContent).toBe('here 新的一版');
    await choose('older');
    expect(root.textContent).toBe('here 旧的一版');
  },
);
