import 'fake-indexeddb/auto';
import { createServer, type Server } from 'node:http';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { installFakeBrowser } from '../../fake-browser.ts';

installFakeBrowser();
const { recover } = await import('../../../utils/account/account-client.ts');
const { changePassword, keepAccount } = await import('../../../utils/account/member-client.ts');
const { removeAvatar, saveProfile } = await import('../../../utils/account/profile-client.ts');
const { untieThirdParty } = await import('../../../utils/account/third-party-client.ts');
const { setServiceAddress } = await import('../../../utils/account/service-address.ts');
const { currentSession, storeSession } = await import('../../../utils/account/session.ts');

/** A network that wants a sign-in first: it answers everything, and well. */
let portal: Server;

beforeAll(async () => {
  portal = createServer((_, response) => response.writeHead(200).end('<p>请先登录这个网络'));
  await new Promise<void>((resolve) => portal.listen(0, '127.0.0.1', resolve));
  const place = portal.address();
  const serviceAddress = `http://127.0.0.1:${place !== null && typeof place === 'object' ? place.port : 0}/`;
  await setServiceAddress(serviceAddress);
  const member = { id: 'reader-1', name: '沈若溪', phone: '138 **** 4071' };
  await storeSession({ memberId: member.id, token: 't', member, serviceAddress });
});
afterAll(() => portal.close());

const profile = { name: '另一个名字', organisation: '', jobTitle: '', channels: [] };

it.each([
  ['a new password', () => changePassword('一句只有我想得到的话')],
  ['a password that is recovered', () => recover({ account: '13800004071', code: '123456', password: 'x' })],
  ['a profile', () => saveProfile(profile)],
  ['a picture that is taken away', () => removeAvatar()],
  ['a way to sign in that is given up', () => untieThirdParty('sample')],
  ['a deletion that is taken back', () => keepAccount()],
])('%s counts as done by the service’s word alone', async (_, act) => {
  await expect(act()).rejects.toMatchObject({ code: 'bad-answer' });
  expect((await currentSession())?.member.name).toBe('沈若溪');
});
