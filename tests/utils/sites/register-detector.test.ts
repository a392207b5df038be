import { describe, expect, it } from 'vitest';
import { installFakeBrowser } from '../../fake-browser.ts';

const granted = new Set<string>();
const openTabs = [
  { id: 1, url: 'https://a.example/7' },
  { id: 2, url: 'https://elsewhere.example/' },
];
const log = installFakeBrowser({ granted, openTabs });
const { detectInOpenTabs, registerDetector } = await import('../../../utils/sites/register-detector.ts');

const A = 'https://a.example/*';
const B = 'https://b.example/*';

describe('the detector', () => {
  it('runs on no site whose permission was not granted', async () => {
    expect(await registerDetector([A, B])).toEqual([]);
    expect(log.registered).toEqual([]);
  });

  it('runs on the granted ones, across restarts, and follows the list', async () => {
    granted.add(A);
    expect(await registerDetector([A, B])).toEqual([A]);
    expect(log.registered).toMatchObject([{ id: 'detector', matches: [A], persistAcrossSessions: true }]);
    granted.add(B);
    await registerDetector([A, B]);
    expect(log.registered).toMatchObject([{ id: 'detector', matches: [A, B] }]);
  });

  it('is registered once where two ask at once', async () => {
    await registerDetector([]);
    expect(await Promise.all([registerDetector([A]), registerDetector([A, B])])).toEqual([[A], [A, B]]);
    expect(log.registered).toMatchObject([{ matches: [A, B] }]);
  });

  it('leaves when the last permission is taken back', async () => {
    granted.clear();
    await registerDetector([A, B]);
    expect(log.registered).toEqual([]);
  });

  it('looks at tabs that were open already, on its sites alone', async () => {
    await detectInOpenTabs([A]);
    expect(log.injected).toEqual(['1 /content-scripts/detector.js']);
    await detectInOpenTabs([]);
    expect(log.injected).toHaveLength(1);
  });
});
