import { expect, it } from 'vitest';
import { plainRow } from '../../components/settings/plain-row.ts';

it('a text that lies aside is exported whole', () => {
  const bytes = crypto.getRandomValues(new Uint8Array(50_000));
  const long = new Uint8Array(150_000);
  for (let from = 0; from < long.length; from += bytes.length) long.set(bytes, from);
  const aside = { store: 'snapshots', kind: 'blob', id: 'a', reason: 'changed', at: 1 } as const;
  const { row, ...others } = plainRow({ ...aside, key: 7, row: { bytes: long } }) as {
    row: { bytes: { base64: string } };
  };
  expect(others).toEqual(aside);
  expect(Buffer.from(row.bytes.base64, 'base64').equals(Buffer.from(long))).toBe(true);
});
