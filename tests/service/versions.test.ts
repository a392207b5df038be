import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import * as account1 from '../fixtures/wire/version-1/account.ts';
import * as errors1 from '../fixtures/wire/version-1/errors.ts';
import recorded from '../fixtures/wire/version-1/exchanges.json' with { type: 'json' };
import * as sync1 from '../fixtures/wire/version-1/sync.ts';
import { type MemberClient, newMember } from './client.ts';
import { DATABASES, startOn, type TestService } from './databases.ts';
import { type Exchange, playExchange, steady } from './play-exchange.ts';

const VERSION_1 = { ...account1, ...errors1, ...sync1 };
const EXCHANGES: Exchange[] = recorded;

/** Each exchange stands on those before it, as it did when they were recorded. */
describe.each(DATABASES)('this service on $name, asked by an extension of the version before', (database) => {
  let service: TestService;
  let member: MemberClient;
  let epoch: string;

  beforeAll(async () => {
    service = await startOn(database);
    member = await newMember(service.address);
    epoch = await member.epoch();
  });
  afterAll(() => service.remove());

  it.each(EXCHANGES)('answers as before when it $name', async (exchange) => {
    const { status, body } = await playExchange(member, epoch, exchange);
    expect(status).toBe(exchange.answer.status);
    expect(steady(read(exchange, status, body))).toEqual(exchange.answer.body);
  });
});

/** What the extension of that time makes of an answer: its own schemas, which leave out what they do not know. */
function read({ reads }: Exchange, status: number, body: unknown): unknown {
  if (body === '') return body;
  if (status >= 400) return errors1.errorBodySchema.parse(body);
  return reads === undefined ? body : schemaOf(reads).parse(body);
}

function schemaOf(name: string): z.ZodMiniType {
  const schema: unknown = Reflect.get(VERSION_1, name);
  if (schema instanceof z.ZodMiniType) return schema;
  throw new Error(`version 1 has no schema ${name}`);
}
