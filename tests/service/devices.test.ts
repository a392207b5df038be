import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { signedInSchema } from '../../protocol/account.ts';
import { Client, got, type MemberClient, newMember, PASSWORD } from './client.ts';
import { DATABASES, startOn, type TestService } from './databases.ts';
import { MINUTE_MS, passTime } from './time.ts';

describe.each(DATABASES)('devices on $name', (database) => {
  let service: TestService;
  let first: MemberClient & { phone: string };

  beforeAll(async () => {
    service = await startOn(database);
  });
  afterAll(() => service.remove());
  afterEach(() => vi.useRealTimers());

  const signIn = async (deviceName: string): Promise<Client> => {
    const client = new Client(service.address);
    const json = { account: first.phone, password: PASSWORD, deviceName };
    const path = '/account/sign-in';
    client.token = got(await client.call(signedInSchema, { method: 'POST', path, json })).token;
    return client;
  };
  const devicesOf = async (client: Client) => got(await client.devices()).devices;

  it('are listed with their names, the one that asks marked, and none of another member', async () => {
    first = await newMember(service.address);
    await newMember(service.address);
    const second = await signIn('办公室的电脑\nX');
    const seen = await devicesOf(second);
    expect(seen.map(({ name, isThis }) => [name, isThis])).toEqual([
      ['办公室的电脑 X', true],
      [null, false],
    ]);
    expect(seen.every(({ lastSyncedAt }) => lastSyncedAt === null)).toBe(true);
    expect(Math.abs((seen[0]?.signedInAt ?? 0) - Date.now())).toBeLessThan(MINUTE_MS);
  });

  it('are known by their last sync, the latest first', async () => {
    first = await newMember(service.address);
    const second = await signIn('second');
    await second.pull();
    const seen = await devicesOf(first);
    expect(seen.map(({ name, isThis }) => [name, isThis])).toEqual([
      ['second', false],
      [null, true],
    ]);
    expect(Math.abs((seen[0]?.lastSyncedAt ?? 0) - Date.now())).toBeLessThan(MINUTE_MS);
    expect(seen[1]?.lastSyncedAt).toBeNull();
  });

  it('write their sync down once a minute, however often they pull', async () => {
    first = await newMember(service.address);
    const lastSync = async () => (await devicesOf(first))[0]?.lastSyncedAt;
    await first.pull();
    const before = await lastSync();
    await first.pull();
    expect(await lastSync()).toBe(before);
    passTime(MINUTE_MS + 1000);
    await first.pull();
    expect(await lastSync()).toBeGreaterThan(before ?? Infinity);
  });

  it('are gone once they have signed out', async () => {
    first = await newMember(service.address);
    const second = await signIn('second');
    await second.signOut();
    expect((await devicesOf(first)).map(({ name }) => name)).toEqual([null]);
  });
});
