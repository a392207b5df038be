import { Writable } from 'node:stream';
import { pino } from 'pino';
import { describe, expect, it } from 'vitest';
import { errorBodySchema } from '../../protocol/errors.ts';
import { newMember, PASSWORD } from './client.ts';
import { DATABASES, startOn } from './databases.ts';
import { recordAt } from './records.ts';

const SENTENCE = 'what only the member may read';

describe.each(DATABASES)('the log on $name', (database) => {
  it('holds requests and failures, and nothing of what members sent', async () => {
    const { log, text } = recordLog();
    const service = await startOn(database, { log });
    const member = await newMember(service.address);
    const code = await member.readCode(member.phone);
    const epoch = await member.epoch();
    await member.push(epoch, [recordAt(Date.now(), { id: 'a', name: SENTENCE })]);
    await member.putBlob(SENTENCE);
    await member.signIn(member.phone, 'not the password');
    await member.signIn(member.phone);

    // A failure inside, whose message quotes the statement and its values.
    await service.context.db.schema.alterTable('record').dropColumn('body').execute();
    const failed = await member.push(epoch, [recordAt(Date.now(), { id: 'b', name: SENTENCE })]);
    const pull = await member.fetch({ path: '/sync/pull?since=0' });
    expect([pull.status, errorBodySchema.parse(await pull.json()).error]).toEqual([
      500,
      { code: 'internal' },
    ]);
    expect(failed.error).toEqual({ code: 'internal' });
    await service.remove();

    expect(text()).toContain('"route":"/sync/push"');
    expect(text()).toContain('a request failed');
    for (const secret of [member.phone.slice(3), member.token, code, PASSWORD, SENTENCE, member.network]) {
      expect(text()).not.toContain(secret);
    }
  });

  it('says on starting which database it is', async () => {
    const { log, text } = recordLog();
    const service = await startOn(database, { log });
    await service.remove();
    expect(text()).toContain(
      database.isPostgres ? 'Postgres by DATABASE_URL' : 'PGlite, embedded: for one process',
    );
  });
});

function recordLog() {
  let written = '';
  const stream = new Writable({
    write(chunk, _encoding, done) {
      written += String(chunk);
      done();
    },
  });
  return { log: pino({ level: 'debug' }, stream), text: () => written };
}
