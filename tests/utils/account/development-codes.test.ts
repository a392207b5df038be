import 'fake-indexeddb/auto';
import { afterEach, expect, it, vi } from 'vitest';
import { installFakeBrowser } from '../../fake-browser.ts';

installFakeBrowser();
const { developmentCodes } = await import('../../../utils/account/account-client.ts');
const { setServiceAddress } = await import('../../../utils/account/service-address.ts');

const asked: string[] = [];
vi.stubGlobal('fetch', async (address: string) => {
  asked.push(address);
  const messages = [{ phone: '+8613900000000', code: '012345', purpose: 'register', at: 1 }];
  return Response.json({ messages });
});
afterEach(() => {
  asked.length = 0;
});

it('are asked of a service on this machine', async () => {
  await setServiceAddress('http://127.0.0.1:8787/');
  expect(await developmentCodes('+8613900000000')).toEqual(['012345']);
  expect(asked).toEqual(['http://127.0.0.1:8787/development/outbox?phone=%2B8613900000000']);
});

it.each(['https://companion.example/', 'https://localhost.example/'])(
  'are not asked of %s, in whose address the number would stand',
  async (address) => {
    await setServiceAddress(address);
    expect(await developmentCodes('+8613900000000')).toBeNull();
    expect(asked).toEqual([]);
  },
);
