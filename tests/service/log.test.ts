import { createServer } from 'node:net';
import { Writable } from 'node:stream';
import { pino } from 'pino';
import { describe, expect, it, vi } from 'vitest';
import { errorBodySchema } from '../../protocol/errors.ts';
import { listen } from '../../scripts/listen.ts';
import { got, newMember, PASSWORD } from './client.ts';
import { DATABASES, startOn } from './databases.ts';
import { recordAt } from './records.ts';
import { MINUTE_MS, passTime } from './time.ts';

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

  it('names no address to which a letter was not taken', async () => {
    const { log, text } = recordLog();
    const server = createServer((socket) => {
      const say = (words: string) => socket.write(`${words}\r\n`);
      say('220 ready');
      socket.on('data', (data) => {
        const [verb = ''] = String(data).split(/[ :\r]/);
        if (verb === 'RCPT') say(`550 5.1.1 ${/<.*>/.exec(String(data))?.[0]} is nobody here`);
        else say('250 yes');
      });
      socket.on('error', () => undefined);
    });
    const port = await listen(server, 0, 'a mail server');
    const mailSender = { provider: 'smtp', url: `smtp://127.0.0.1:${port}`, from: 'us@example.com' } as const;
    const service = await startOn(database, { log, config: { mailSender } });
    const member = await newMember(service.address);
    const email = `somebody.there.${member.phone.slice(-6)}@example.com`;
    const { error } = await member.do('/account/email/codes', { email });
    expect(error?.code).toBe('mail-not-sent');
    const { id } = got(await member.session()).member;
    await service.context.db
      .updateTable('member')
      .set({ email, emailVerified: true })
      .where('id', '=', id)
      .execute();
    passTime(MINUTE_MS);
    got(await member.sendRecoveryCode(email));
    await service.context.afterwards.settled();
    vi.useRealTimers();
    await service.remove();
    server.close();
    expect(text()).toContain('a code was not sent');
    expect(text()).toContain('failed afterwards');
    expect(text()).toContain('EENVELOPE 550');
    expect(text()).not.toContain('somebody.there');
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
