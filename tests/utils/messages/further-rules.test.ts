import { beforeEach, expect, it, vi } from 'vitest';
import { openPage } from '../article/open-page.ts';

const sendMessage = vi.fn<(message: unknown) => Promise<unknown>>();
const fake = { runtime: { id: 'own', sendMessage } };
Object.assign(globalThis, { chrome: fake, browser: fake });
const { emptyShelf, leaveRules } = await import('../../../utils/messages/further-rules.ts');
const { inSlices } = await import('../../../utils/article/slices.ts');
const { gatherReading } = await import('../../../utils/article/read-article.ts');
const { readSpacedText } = await import('../../../utils/article/spaced-text.ts');

const ADDRESS = 'https://news.example/2025/headsets.html';
const paragraph = 'The headsets arrived on a Monday, and nobody in the hall had asked for them. ';
const document = openPage(
  `<title>The headsets</title><h1>The headsets</h1><article>${`<p>${paragraph.repeat(3)}</p>`.repeat(4)}</article>
  <p>Related stories</p><p><a href="/1">Another story of the same house</a></p>`,
  ADDRESS,
);
const options = { isVisible: () => true, now: Date.parse('2026-01-15T12:00:00+08:00') };
function read() {
  const shelf = emptyShelf();
  return inSlices(document, () => gatherReading(document, ADDRESS, options, shelf));
}

beforeEach(() => {
  sendMessage.mockReset();
});

it('the background brings the rules that a reading needs', async () => {
  sendMessage.mockImplementation(async () => leaveRules({ spaced: readSpacedText }));
  const { reading } = await read();
  expect(reading.text.split('\n')).toHaveLength(4);
  expect(sendMessage.mock.calls).toEqual([[{ name: 'bring-rules', body: { name: 'spaced' } }]]);
});

it('a reading ends without the rules that nobody brings', async () => {
  sendMessage.mockRejectedValue(new Error('Receiving end does not exist.'));
  const { reading } = await read();
  expect(reading).toMatchObject({ kind: 'article', fields: { title: { value: 'The headsets' } } });
  expect(reading.text).toContain(paragraph.trim());
});

it('what an earlier reading left counts for no later one', async () => {
  leaveRules({ spaced: () => expect.fail('of another reading') });
  sendMessage.mockResolvedValue({ answer: undefined });
  expect(await read()).toMatchObject({ reading: { kind: 'article' } });
});
