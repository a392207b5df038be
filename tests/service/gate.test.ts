import { expect, it } from 'vitest';
import { createGate } from '../../service/account/gate.ts';
import { ServiceError } from '../../service/errors.ts';

/** Tasks behind a gate, each of which ends when it is told to. */
function behind(gate: ReturnType<typeof createGate>) {
  const begun: string[] = [];
  const ends = new Map<string, PromiseWithResolvers<string>>();
  return {
    begun,
    start(name: string): Promise<string> {
      const end = Promise.withResolvers<string>();
      ends.set(name, end);
      return gate(() => {
        begun.push(name);
        return end.promise;
      });
    },
    end: (name: string) => ends.get(name)?.resolve(name),
    fail: (name: string) => ends.get(name)?.reject(new Error(name)),
  };
}
const settled = () => new Promise((resolve) => setImmediate(resolve));

it('lets so many through at once, and the others in the order in which they came', async () => {
  const { begun, start, end } = behind(createGate(2, 10));
  const answers = ['a', 'b', 'c', 'd'].map(start);
  await settled();
  expect(begun).toEqual(['a', 'b']);
  end('b');
  expect(await answers[1]).toBe('b');
  await settled();
  expect(begun).toEqual(['a', 'b', 'c']);
  for (const name of ['a', 'c']) end(name);
  await settled();
  expect(begun).toEqual(['a', 'b', 'c', 'd']);
  end('d');
  expect(await Promise.all(answers)).toEqual(['a', 'b', 'c', 'd']);
});

it('refuses who comes when too many wait, says when to come back, and forgets them', async () => {
  const { begun, start, end } = behind(createGate(1, 2));
  const answers = ['a', 'b', 'c'].map(start);
  const refusal: unknown = await start('d').catch((error: unknown) => error);
  expect(refusal).toBeInstanceOf(ServiceError);
  expect(refusal).toMatchObject({ code: 'unavailable', details: { retryAfter: expect.any(Number) } });
  end('a');
  await settled();
  const late = start('e');
  for (const name of ['b', 'c', 'e']) {
    end(name);
    await settled();
  }
  expect(await Promise.all([...answers, late])).toEqual(['a', 'b', 'c', 'e']);
  expect(begun).toEqual(['a', 'b', 'c', 'e']);
});

it('gives a place back after a failure, to who waits and to who comes later', async () => {
  const gate = createGate(1, 2);
  const { begun, start, end, fail } = behind(gate);
  const [failing, waiting] = [start('a'), start('b')];
  fail('a');
  await expect(failing).rejects.toThrow('a');
  await settled();
  expect(begun).toEqual(['a', 'b']);
  end('b');
  expect(await waiting).toBe('b');
  const thrown = gate(() => {
    throw new Error('before it began');
  });
  await expect(thrown).rejects.toThrow('before it began');
  const last = start('c');
  end('c');
  expect(await last).toBe('c');
});

it('lets no more through than its width once those who waited had their turn', async () => {
  const { begun, start, end } = behind(createGate(1, 5));
  const first = ['a', 'b'].map(start);
  end('a');
  await settled();
  end('b');
  await Promise.all(first);
  const second = ['c', 'd'].map(start);
  await settled();
  expect(begun).toEqual(['a', 'b', 'c']);
  for (const name of ['c', 'd']) end(name);
  expect(await Promise.all(second)).toEqual(['c', 'd']);
});
