import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type SampleSite, startSampleSite } from '../../scripts/sample-site.ts';

describe('the sample site with a saved page', () => {
  const running = new AsyncDisposableStack();
  let site: SampleSite;
  beforeAll(async () => {
    const folder = await mkdtemp(join(tmpdir(), 'saved-page-'));
    running.defer(() => rm(folder, { recursive: true }));
    await mkdir(join(folder, '一篇_files'));
    await writeFile(join(folder, '一篇.html'), '<h1>存下的一页</h1>');
    await writeFile(join(folder, '一篇_files', 'style.css'), 'h1 { color: teal; }');
    await writeFile(join(folder, 'secret.txt'), '不该被看见');
    site = running.use(await startSampleSite(0, join(folder, '一篇.html')));
  });
  afterAll(() => running.disposeAsync());

  it('serves the page and the files stored with it', async () => {
    expect(await (await fetch(site.articleAddress)).text()).toContain('存下的一页');
    const style = await fetch(`${site.origin}/saved/${encodeURIComponent('一篇_files')}/style.css`);
    expect(style.headers.get('content-type')).toContain('text/css');
  });

  it.each([
    'secret.txt',
    '%2e%2e/secret.txt',
    `${encodeURIComponent('一篇_files')}/%2e%2e/secret.txt`,
    '..%2fsecret.txt',
  ])('serves nothing else of its folder: %s', async (path) => {
    expect((await fetch(`${site.origin}/saved/${path}`)).status).toBe(404);
  });

  it.each(['/', '/guancha/fuwu/', '/member/', '/guancha/fuwu/20260925.html', '/images/night-calls.png'])(
    'has %s',
    async (path) => {
      expect((await fetch(site.origin + path)).status).toBe(200);
    },
  );
});

it('says in one line that a page can’t be read', async () => {
  await expect(startSampleSite(0, '/nowhere/page.html')).rejects.toThrow("/nowhere/page.html can't be read");
});
