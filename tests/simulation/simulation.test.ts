import 'fake-indexeddb/auto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type RunningService, startService } from '../../service/start-service.ts';
import { backUp } from './back-up.ts';
import { registerMember } from './register-member.ts';
import { simulate } from './simulate.ts';

/** `SEED=17 npx vitest run --project simulation` plays one history again. */
const chosen = process.env.SEED;
const SEEDS = chosen ? [Number(chosen)] : Array.from({ length: 40 }, (_, index) => index + 1);

let service: RunningService;
const dataFolder = mkdtempSync(join(tmpdir(), 'simulation-'));

beforeAll(async () => {
  service = await startService({
    mode: 'development',
    secret: 'a secret for the simulation alone',
    port: 0,
    dataFolder,
    extensionOrigins: [],
    smsSender: { provider: 'outbox' },
    proofDifficulty: 1,
    logLevel: 'silent',
  });
}, 60_000);

afterAll(async () => {
  await service?.stop();
  rmSync(dataFolder, { recursive: true, force: true });
});

it.each(SEEDS)('converges and loses nothing, seed %i', async (seed) => {
  const token = await registerMember(service.address, seed);
  const simulated = { address: service.address, token, backUp: () => backUp(service) };
  expect(await simulate(seed, simulated)).toEqual([]);
});
