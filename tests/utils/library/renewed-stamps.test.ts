import { expect, it } from 'vitest';
import { readRenewed } from '../../../utils/library/renewed-stamps.ts';

it.each(['{"cut', '{}', '[["no stamp", 1]]'])('takes what can not be read for nothing: %s', async (kept) => {
  const nameOf = await readRenewed({ get: async () => kept });
  expect(nameOf('1700000000000-0000-aaaabbbb')).toBe('1700000000000-0000-aaaabbbb');
});
