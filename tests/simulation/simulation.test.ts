import { execFile } from 'node:child_process';
import { resolve } from 'node:path';
import { describe, expect, it, test } from 'vitest';
import { CONDITIONS } from './conditions.ts';
import { type Change, patched, readSource } from './patches.ts';
import { PLANTS } from './plants/plants.ts';

const ROOT = resolve(import.meta.dirname, '../..');

describe('histories that a seed determines', () => {
  it('converge, and lose nothing', async () => {
    expect(lastLine(await simulate('--seeds', '200'))).toBe('200 seeds, 0 failed');
  });

  it('are told with the command that plays them again, where a mistake was planted', async () => {
    const output = await simulate('--seeds', '3', '--plant', 'overwrite');
    expect(output).toContain('again: npm run simulate -- --from 1 --seeds 1 --plant overwrite');
    expect(lastLine(output)).toBe('3 seeds, 3 failed');
  });
});

it('histories come out the same, however many processes play them', async () => {
  const words = ['--seeds', '20', '--plant', 'overwrite'];
  const alone = await simulate(...words, '--jobs', '1');
  expect(await simulate(...words, '--jobs', '3')).toBe(alone);
});

describe('what is changed while a simulation runs', () => {
  test.each(PLANTS.map(({ name, changes }) => [name, changes] as const))(
    '%s fits the product',
    (_, changes) => {
      expectToFit(changes);
    },
  );

  test('so do its conditions', () => {
    expectToFit(CONDITIONS);
  });

  test('a change whose words are gone says so', () => {
    const change = { file: 'a.ts', find: 'was here', replace: 'is here' };
    expect(() => patched('nothing of it', 'a.ts', [change])).toThrow('0 times instead of once');
    expect(patched('it was here.', 'a.ts', [change])).toBe('it is here.');
  });
});

function expectToFit(changes: Change[]): void {
  for (const { file } of changes) expect(patched(readSource(file), file, changes)).not.toBe(readSource(file));
}

/** In a process of its own, which reads the product's modules with small pages, or a mistake, in them. */
function simulate(...words: string[]): Promise<string> {
  return new Promise((done) => {
    execFile(
      process.execPath,
      ['scripts/run.mjs', 'simulate.ts', ...words],
      { cwd: ROOT },
      (_, output, errors) => done(output + errors),
    );
  });
}

function lastLine(output: string): string | undefined {
  return output.trimEnd().split('\n').at(-1);
}
