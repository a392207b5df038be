import { hash } from '@node-rs/argon2';
import { dictionary } from '@zxcvbn-ts/language-common';
import { afterEach, expect, it, vi } from 'vitest';
import { createPasswords, passwordProblem } from '../../service/account/passwords.ts';

afterEach(() => {
  vi.useRealTimers();
});

it('refuses in production after the same time, whatever the hash costs or whether there is one', async () => {
  const passwords = await createPasswords('production');
  const cheap = await hash('the right one', { memoryCost: 8, timeCost: 1, parallelism: 1 });
  expect(await passwords.verify(cheap, 'the right one')).toBe(true);
  vi.useFakeTimers({ toFake: ['setTimeout', 'performance'] });
  const answers: (boolean | string)[] = [];
  for (const hashed of [cheap, null])
    void passwords.verify(hashed, 'a wrong one').then((is) => answers.push(is));
  // Both have been looked at, and wait.
  while (vi.getTimerCount() < 2) await new Promise((resolve) => setImmediate(resolve));
  await vi.advanceTimersByTimeAsync(299);
  expect(answers).toEqual([]);
  await vi.advanceTimersByTimeAsync(1);
  expect(answers).toEqual([false, false]);
});

it('refuses the 3,000 most common of eight characters and more, in any capitals, and those of Chinese readers', () => {
  const long = dictionary['passwords-common'].filter((password) => password.length >= 8);
  const common = [...long.slice(0, 3000), 'woaini1314', '5201314a', '10086100', '19880101'];
  expect(common.length).toBeGreaterThan(3000);
  const taken = common.filter(
    (password) => passwordProblem(password.toUpperCase()) !== 'password-too-common',
  );
  expect(taken).toEqual([]);
  // Doubled, a short one is long enough to be one.
  expect(passwordProblem('dragondragon')).toBe('password-too-common');
  expect(passwordProblem('dragon and a kettle')).toBeNull();
});
