import { randomUUID } from 'node:crypto';
import { expect, it } from 'vitest';
import { watchSms } from '../../service/jobs/watch-sms.ts';
import { DATABASES, startOn } from './databases.ts';

const MINUTE_MS = 60_000;

it.each(DATABASES)('raises an alarm when few of many codes were used, on $name', async (database) => {
  const service = await startOn(database);
  const send = async (count: number, code: { used: boolean; minutesAgo: number }) => {
    const at = new Date(Date.now() - code.minutesAgo * MINUTE_MS);
    const row = () => ({
      id: randomUUID(),
      phoneHash: randomUUID(),
      purpose: 'register',
      codeHash: '',
      tries: 0,
      createdAt: at,
      expiresAt: new Date(at.getTime() + 5 * MINUTE_MS),
      usedAt: code.used ? at : null,
    });
    await service.context.db
      .insertInto('smsCode')
      .values(Array.from({ length: count }, row))
      .execute();
  };
  try {
    await send(40, { used: false, minutesAgo: 60 });
    await send(100, { used: false, minutesAgo: 25 * 60 });
    await send(100, { used: false, minutesAgo: 1 }); // may still be typed
    expect(await watchSms(service.context)).toBe(false);
    await send(20, { used: false, minutesAgo: 60 });
    expect(await watchSms(service.context)).toBe(true);
    await send(60, { used: true, minutesAgo: 60 });
    expect(await watchSms(service.context)).toBe(false);
  } finally {
    await service.remove();
  }
});
