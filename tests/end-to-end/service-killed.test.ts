import { describe, expect, inject, it } from 'vitest';
import { countOf, openMemberDevice, openSecondDevice, untilSame, untilSynced } from './harness/devices.ts';
import { saveByMessage } from './harness/library-rows.ts';
import { openStage, type Stage } from './harness/stage.ts';

const ARTICLES = 4;

describe.each([
  { database: 'PGlite', options: () => ({}) },
  { database: 'Postgres', options: () => ({ databaseUrl: `${inject('postgresUrl')}/postgres` }) },
])('a service on $database that is killed during a push', ({ options }) => {
  it('loses nothing and doubles nothing', async () => {
    await using stage = await openStage(options());
    const { device, member } = await openMemberDevice(stage);
    holdBack(stage);
    for (let number = 1; number <= ARTICLES; number += 1) {
      expect(await saveByMessage(device, stage.pages.article(number).address)).toBe('saved');
    }
    const killed = killAtFirstPush(stage);
    const syncing = untilSynced(device);
    await killed;
    await stage.startService();
    const held = await syncing;
    expect(countOf(held, 'article')).toBe(ARTICLES);
    expect(held.refused).toBe(0);
    await untilSame(await openSecondDevice(stage, member), held);
  });
});

/** Lets nothing through that would sync. */
function holdBack(stage: Stage): void {
  stage.gate.decide = (path) => (isSync(path) ? 'cut-before' : 'pass');
}

/** Opens the gate; the first push reaches the service, and then the power goes. Settles when the service is gone. */
function killAtFirstPush(stage: Stage): Promise<void> {
  return new Promise((killed, failed) => {
    let isFirst = true;
    stage.gate.decide = (path, arrived) => {
      if (path !== '/sync/push' || !isFirst) return 'pass';
      isFirst = false;
      arrived.then(() => stage.killService()).then(killed, failed);
      return 'pass';
    };
  });
}

function isSync(path: string): boolean {
  return path.startsWith('/sync/') || path.startsWith('/blobs/');
}
