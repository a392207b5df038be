import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { SecurityResponse } from '../../../protocol/account-security.ts';
import type { Session } from '../../../utils/account/session.ts';

async function openContext() {
  vi.resetModules();
  const [session, member, profile, notices] = await Promise.all([
    import('../../../utils/account/session.ts'),
    import('../../../utils/account/member-client.ts'),
    import('../../../utils/account/profile-client.ts'),
    import('../../../utils/view-notices.ts'),
  ]);
  return { ...session, ...member, ...profile, ...notices };
}

let context: Awaited<ReturnType<typeof openContext>>;
beforeEach(async () => {
  vi.stubGlobal('indexedDB', new IDBFactory());
  context = await openContext();
  await context.storeSession(SESSION);
});
afterEach(() => vi.unstubAllGlobals());

const SESSION: Session = {
  memberId: 'member-1',
  token: 'T',
  member: { id: 'member-1', name: '读者4071', phone: '138 **** 4071' },
  serviceAddress: 'https://service.example/',
};
const OTHER: Session = { ...SESSION, memberId: 'member-2', token: 'U' };
const PROFILE = { name: '沈若溪', organisation: '', jobTitle: '', channels: [] };
const SECURITY: SecurityResponse = {
  phone: '139 **** 0001',
  userName: null,
  email: null,
  canMail: false,
  passwordChangedAt: null,
  secondFactorSince: null,
  recoveryCodesLeft: 0,
  deleteAt: null,
  consents: [],
  policy: { version: '1', date: '2026-11-26' },
};

/** The service, to which something happens here while it answers. */
function answering(answer: Response, meanwhile = async () => {}): void {
  vi.stubGlobal('fetch', async () => {
    await meanwhile();
    return answer;
  });
}

describe('who is signed in', () => {
  it('is told by their new name', async () => {
    answering(new Response(null, { status: 204 }));
    await context.saveProfile(PROFILE);
    expect(await context.currentSession()).toEqual({
      ...SESSION,
      member: { ...SESSION.member, name: '沈若溪' },
    });
  });

  it('is nobody, where they sign out while their name is being saved', async () => {
    answering(new Response(null, { status: 204 }), async () => void (await context.endSession(true)));
    await context.saveProfile(PROFILE);
    expect(await context.currentSession()).toBeNull();
    expect(await (await import('../../../utils/leaving-account.ts')).hasLeft('member-1')).toBe(true);
  });

  it('is somebody else, where they sign in meanwhile', async () => {
    answering(Response.json(SECURITY), () => context.storeSession(OTHER));
    await context.readSecurity();
    expect(await context.currentSession()).toEqual(OTHER);
  });

  it('is shown with the number they have now', async () => {
    const heard = vi.fn();
    const listening = new AbortController();
    context.onNotice('session-changed', heard, listening.signal);
    answering(Response.json(SECURITY));
    await context.readSecurity();
    expect((await context.currentSession())?.member.phone).toBe(SECURITY.phone);
    await vi.waitFor(() => expect(heard).toHaveBeenCalledTimes(1));
    listening.abort();
  });
});

it('an archive that breaks off on its way is said not to have come', async () => {
  const broken = new ReadableStream({
    start(controller) {
      controller.enqueue(new Uint8Array([0x50, 0x4b]));
      controller.error(new TypeError('network error'));
    },
  });
  answering(new Response(broken, { headers: { 'Content-Type': 'application/zip' } }));
  await expect(context.exportAccount()).rejects.toMatchObject({ name: 'ServiceError', code: 'unreachable' });
});
