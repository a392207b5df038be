import { expect, it } from 'vitest';
import { MAX_NOTE_LENGTH } from '../../protocol/records.ts';
import { pageBodies } from '../../utils/messages/bodies.ts';
import {
  cardDraftKey,
  mergeDraftKey,
  noteDraftKey,
  ownerOfDraft,
  packDraft,
  unpackDraft,
} from '../../utils/note-draft.ts';

const STAMP = '1750000000000-0000-abcdefgh';

it('gives back the words and what their writer had seen', () => {
  for (const text of ['', '一行', '\n空行在前\nseen:也不误认\n']) {
    for (const seen of [[], [STAMP], [STAMP, STAMP.replace('a', 'z')]]) {
      expect(unpackDraft(packDraft({ text, seen }))).toEqual({ text, seen });
    }
  }
});

it('takes words without stamps as written by one who had seen nothing', () => {
  expect(unpackDraft('没写完')).toEqual({ text: '没写完', seen: [] });
  expect(unpackDraft(null)).toBeNull();
});

it('tells whose words wait under a key', () => {
  for (const kind of ['article', 'mark'] as const) {
    const owner = { kind, id: 'a1' };
    expect(ownerOfDraft(noteDraftKey(owner))).toEqual(owner);
    expect(ownerOfDraft(mergeDraftKey(owner))).toEqual(owner);
  }
  expect(ownerOfDraft(`page https://news.example/1 ${cardDraftKey('a1')}`)).toEqual({
    kind: 'mark',
    id: 'a1',
  });
  expect(ownerOfDraft('corrections https://news.example/1')).toBeNull();
});

it('of the longest note beside the most values still fits into the message that keeps it', () => {
  const longest = packDraft({ text: '"\n'.repeat(MAX_NOTE_LENGTH / 2), seen: Array<string>(64).fill(STAMP) });
  expect(pageBodies['set-draft'].safeParse({ key: 'note:1', text: longest }).success).toBe(true);
});
