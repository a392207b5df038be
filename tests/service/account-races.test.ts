import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { beginThirdPartyResponseSchema } from '../../protocol/third-party.ts';
import { findById } from '../../service/account/members.ts';
import { createPasswords } from '../../service/account/passwords.ts';
import { closeSessionsOf, openSession } from '../../service/account/sessions.ts';
import { lockContact } from '../../service/account/sms-codes.ts';
import { Client, got, type MemberClient, newMember, newPhone, PASSWORD } from './client.ts';
import { DATABASES, startOn, type TestService } from './databases.ts';
import { digitsOn } from './return-digits.ts';
import { MINUTE_MS, passTime } from './time.ts';

const NEW_PASSWORD = '夜里的第三盏灯 is still on';
/** Long enough for a request to come as far as what it waits for. */
const ON_ITS_WAY_MS = 400;

const codeOf = (answer: { error: { code: string } | null }) => answer.error?.code ?? 'done';
const idOf = async (client: Client) => got(await client.session()).member.id;

describe.each(DATABASES)('what waits while a session ends, on $name', (database) => {
  let service: TestService;
  /** What happens while a password is hashed, or a third party asked. */
  let meanwhile = async () => {};

  beforeAll(async () => {
    const passwords = await createPasswords('development');
    service = await startOn(database, {
      config: { publicAddress: 'http://localhost:1' },
      passwords: {
        verify: async (known, password) => {
          const isRight = await passwords.verify(known, password);
          await meanwhile();
          return isRight;
        },
        hash: async (password) => {
          await meanwhile();
          return passwords.hash(password);
        },
      },
    });
    service.context.thirdParties.push({
      id: 'slow',
      kind: 'oidc',
      name: 'one that takes its time',
      addressFor: async () => 'http://localhost:1/',
      async identify() {
        await meanwhile();
        return { subject: 'somebody', formerSubject: null, name: '' };
      },
    });
  });
  afterAll(() => service.remove());
  afterEach(() => {
    meanwhile = async () => {};
    vi.useRealTimers();
  });

  /** A member and a device that was stolen from them, whose session they end while it waits. */
  const endedMeanwhile = async () => {
    const owner = await newMember(service.address);
    const stolen = new Client(service.address, got(await owner.signIn(owner.phone)).token);
    meanwhile = async () => {
      meanwhile = async () => {};
      expect(codeOf(await owner.do('/account/devices/end-others'))).toBe('done');
    };
    return { owner, stolen };
  };

  it('changes no password', async () => {
    const { owner, stolen } = await endedMeanwhile();
    expect(codeOf(await stolen.do('/account/password', { password: NEW_PASSWORD }))).toBe('unauthorized');
    got(await owner.session());
    got(await owner.signIn(owner.phone, PASSWORD));
  });

  it('ties no third party', async () => {
    const { owner, stolen } = await endedMeanwhile();
    const path = '/account/third-party/begin';
    const asked = { method: 'POST', path, json: { provider: 'slow' } };
    const { state, secret } = got(await stolen.call(beginThirdPartyResponseSchema, asked));
    const page = await stolen.fetch({ path: `/account/third-party/return?state=${state}&code=x` });
    const json = { state, secret, back: digitsOn(await page.text()) };
    expect(codeOf(await stolen.do('/account/third-party/tie', json))).toBe('unauthorized');
    expect(got(await owner.security()).thirdParties).toEqual([]);
  });

  it('proves nothing', async () => {
    const { stolen } = await endedMeanwhile();
    expect(codeOf(await stolen.do('/account/proof', { password: PASSWORD }))).toBe('unauthorized');
  });
});

/** What is done in one transaction while another holds what it needs: on one connection nothing is ever at once. */
describe('at the same moment, on Postgres', () => {
  let service: TestService;
  beforeAll(async () => {
    service = await startOn(DATABASES[1]);
  });
  afterAll(() => service.remove());
  afterEach(() => vi.useRealTimers());

  /** Who has a code to sign in by. */
  const withCode = async () => {
    const member = await newMember(service.address);
    passTime(MINUTE_MS);
    const client = new Client(service.address);
    const code = await client.receiveCode(member.phone, 'sign-in');
    return { id: await idOf(member), signIn: () => client.signInBySms(member.phone, code) };
  };

  it.each([
    ['ending the others', (owner: MemberClient) => owner.do('/account/devices/end-others')],
    ['a new password', (owner: MemberClient) => owner.do('/account/password', { password: NEW_PASSWORD })],
  ])('%s ends the session that a second code is just opening', async (_, end) => {
    const owner = await newMember(service.address);
    const { db, hashSecret } = service.context;
    const member = await findById(db, await idOf(owner));
    await db
      .insertInto('signInStep')
      .values({
        tokenHash: `${member.id} step`,
        memberId: member.id,
        event: 'sign-in',
        deviceName: null,
        timeZone: null,
        ticketHash: null,
        expiresAt: new Date(Date.now() + MINUTE_MS),
      })
      .execute();
    const { token, ended } = await db.transaction().execute(async (tx) => {
      await tx.deleteFrom('signInStep').where('memberId', '=', member.id).execute();
      const thief = await openSession(tx, hashSecret, member, {});
      const ended = end(owner);
      await sleep(ON_ITS_WAY_MS);
      return { token: thief.token, ended };
    });
    expect(codeOf(await ended)).toBe('done');
    expect(codeOf(await new Client(service.address, token).session())).toBe('unauthorized');
    got(await owner.session());
  });

  it('a number that becomes a member’s is taken for who registers it', async () => {
    const { db, hashSecret } = service.context;
    const [member, phone, client] = [
      await newMember(service.address),
      newPhone(),
      new Client(service.address),
    ];
    const code = await client.receiveCode(phone, 'register');
    const id = await idOf(member);
    const { registering } = await db.transaction().execute(async (tx) => {
      await lockContact(tx, hashSecret, phone); // as changing it does
      await tx.updateTable('member').set({ phoneNumber: phone }).where('id', '=', id).execute();
      const registering = client.register({ phone, code });
      await sleep(ON_ITS_WAY_MS);
      return { registering };
    });
    expect(codeOf(await registering)).toBe('phone-taken');
  });

  it('an account that goes is not found by who signs in', async () => {
    const { id, signIn } = await withCode();
    const { signingIn } = await service.context.db.transaction().execute(async (tx) => {
      await tx.deleteFrom('member').where('id', '=', id).execute();
      const signingIn = signIn();
      await sleep(ON_ITS_WAY_MS);
      return { signingIn };
    });
    expect(codeOf(await signingIn)).toBe('not-found');
  });

  it('who signs in while the account is to be deleted takes that back, and stays', async () => {
    const { id, signIn } = await withCode();
    const { signingIn } = await service.context.db.transaction().execute(async (tx) => {
      await tx.updateTable('member').set({ deleteAt: new Date() }).where('id', '=', id).execute();
      const signingIn = signIn();
      await sleep(ON_ITS_WAY_MS);
      await closeSessionsOf(tx, id);
      return { signingIn };
    });
    const { token, isDeletionUndone } = got(await signingIn);
    expect(isDeletionUndone).toBe(true);
    got(await new Client(service.address, token).session());
  });
});
