import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from 'pino';
import { reasonOf } from './reason-of.ts';

/** Work whose time must not be told by the answer: it goes on after it, and the service stops only once it is over. */
export interface Afterwards {
  /** What fails is logged by its kind alone. */
  run(name: string, work: () => Promise<void>): void;
  settled(): Promise<void>;
}

/** Until the answer has left: what begins at once would slow it down by what it does. */
const AFTER_MS = 20;

export function createAfterwards(log: Logger): Afterwards {
  const running = new Set<Promise<void>>();
  return {
    run(name, work) {
      const task = sleep(AFTER_MS)
        .then(work)
        .catch((error: unknown) => {
          log.error({ work: name, reason: reasonOf(error) }, 'failed afterwards');
        })
        .finally(() => running.delete(task));
      running.add(task);
    },
    async settled() {
      await Promise.all(running);
    },
  };
}
