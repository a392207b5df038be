import { PassThrough } from 'node:stream';
import { text } from 'node:stream/consumers';
import { setImmediate as turn } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { tellInTurn } from '../../scripts/tell-in-turn.ts';

it('passes on the first as it speaks, and the others from their beginning once it has ended', async () => {
  const [first, second, heard] = [new PassThrough(), new PassThrough(), new PassThrough()];
  const told = tellInTurn([first, second], heard).then(() => heard.end());
  second.end('b1 b2 ');
  first.write('a1 ');
  await turn();
  expect(String(heard.read())).toBe('a1 ');
  first.end('a2 ');
  await told;
  expect(await text(heard)).toBe('a2 b1 b2 ');
});
