import 'fake-indexeddb/auto';
import { expect, it, vi } from 'vitest';
import { sendAvatar } from '../../../utils/account/profile-client.ts';
import { storeSession } from '../../../utils/account/session.ts';

it('is sent where there is no XMLHttpRequest, as in a service worker', async () => {
  await storeSession({
    memberId: 'member-1',
    token: 'token',
    member: { id: 'member-1', name: '', phone: '138****0000' },
    serviceAddress: 'https://service.example/',
  });
  const asked: string[] = [];
  vi.stubGlobal('fetch', async (address: string, { method, headers, body }: RequestInit) => {
    const sent = new Headers(headers);
    const words = [method, address, sent.get('content-type'), sent.get('authorization')];
    asked.push(...words.map(String), await new Response(body ?? null).text());
    return Response.json({ avatar: 'A'.repeat(24) });
  });
  expect(await sendAvatar(new Blob(['x'], { type: 'image/png' }))).toBe('A'.repeat(24));
  expect(asked).toEqual(['PUT', 'https://service.example/account/avatar', 'image/png', 'Bearer token', 'x']);
});
