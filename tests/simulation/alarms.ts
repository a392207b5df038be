import type { Store } from '../../utils/library/store.ts';
import { isDue, readSyncStatus } from '../../utils/sync/sync-status.ts';
import { nextTryOf } from '../../utils/sync/try-sync.ts';
import { machine } from './machine.ts';
import type { Random } from './random.ts';

/** As the background has it. */
const EVERY_MS = 15 * 60_000;
/** Of those that come every 15 minutes: more than a day of them. */
const LOOKED_AHEAD = 110;

/** The alarms of one device, as the background sets them: one every 15 minutes, and one for the next try. They go by the machine's time. */
export class Alarms {
  #regular: number;
  #retry: number | null = null;

  constructor(random: Random) {
    this.#regular = machine.now + random.below(EVERY_MS);
  }

  /** After each sync. */
  async set(store: Store): Promise<void> {
    const when = await nextTryOf(store);
    this.#retry = when === null ? null : Math.ceil(machine.now + when - store.now());
  }

  /** When the next one rings that a sync comes of; infinity where none does. */
  async next(store: Store): Promise<number> {
    const status = await readSyncStatus(store);
    const offset = store.now() - machine.now;
    while (this.#regular <= machine.now) this.#regular += EVERY_MS;
    const rings = Array.from({ length: LOOKED_AHEAD }, (_, index) => this.#regular + index * EVERY_MS);
    if (this.#retry !== null) rings.push(Math.max(this.#retry, machine.now));
    return Math.min(...rings.filter((at) => isDue(status, at + offset)));
  }
}
