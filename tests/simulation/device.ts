import type { SyncRecord } from '../../protocol/records.ts';
import { ServiceError } from '../../utils/account/service-error.ts';
import { openStore, type Store } from '../../utils/library/store.ts';
import { recordOf, write } from '../../utils/library/write.ts';
import { runSync } from '../../utils/sync/run-sync.ts';
import { type Ledger, slotOf } from './ledger.ts';
import type { Random } from './random.ts';

const YEAR_MS = 365 * 24 * 60 * 60_000;

/** One browser profile: two contexts on one database, a clock of its own, and a network that fails as told. */
export class Device {
  readonly #name: string;
  readonly #random: Random;
  readonly #service: { address: string; token: string };
  #contexts: [Store, Store];
  #clockOffset = 0;
  /** Share of requests that are lost, of answers that are lost, and of requests that arrive twice. */
  faults = 0;
  /** What another context does while an answer is on its way; runs once. */
  meanwhile: (() => Promise<void>) | null = null;

  private constructor(
    name: string,
    random: Random,
    service: { address: string; token: string },
    store: Store,
  ) {
    this.#name = name;
    this.#random = random;
    this.#service = service;
    this.#contexts = [store, store];
  }

  static async start(
    name: string,
    random: Random,
    service: { address: string; token: string },
  ): Promise<Device> {
    const device = new Device(name, random, service, await openStore(name, '0000'));
    await device.restart();
    return device;
  }

  /** A new start of the browser: connections close at once, whatever they were doing. */
  async restart(): Promise<void> {
    for (const store of this.#contexts) store.database.close();
    const session = `s${this.#random
      .below(36 ** 3)
      .toString(36)
      .padStart(3, '0')}`;
    const now = () => Date.now() + this.#clockOffset;
    this.#contexts = [await openStore(this.#name, session, now), await openStore(this.#name, session, now)];
  }

  jumpClock(): void {
    const ways = [0, this.#random.next() * 1000, YEAR_MS, -YEAR_MS, 240_000, 360_000] as const;
    this.#clockOffset = this.#random.pick(ways);
  }

  async setField(ledger: Ledger, kind: string, id: string, field: string, value: string): Promise<void> {
    const { result: seen } = await write(this.#anyContext(), async (writer) => {
      const before = await writer.read(kind, id);
      await writer.set(kind, id, { [field]: value });
      const old = before?.fields[field]?.[1];
      return old === undefined ? [] : [String(old)];
    });
    ledger.note(slotOf(kind, id, field), value, seen);
  }

  async writeNote(ledger: Ledger, kind: string, id: string, value: string): Promise<void> {
    const { result: seen } = await write(this.#anyContext(), async (writer) => {
      const values = (await writer.read(kind, id))?.notes.note ?? [];
      await writer.writeNote(
        kind,
        id,
        'note',
        value,
        values.map((one) => one.stamp),
      );
      return values.map((one) => one.text);
    });
    ledger.note(slotOf(kind, id, 'note:note'), value, seen);
  }

  /** Answers whether it came through. */
  async sync(): Promise<boolean> {
    const access = { ...this.#service, fetch: this.#faultyFetch };
    const { signal } = new AbortController();
    try {
      await runSync({ store: this.#anyContext(), access, signal, announce: () => undefined });
      return true;
    } catch (error) {
      if (error instanceof ServiceError) return false;
      throw error;
    }
  }

  async records(): Promise<Map<string, SyncRecord>> {
    const rows = await this.#contexts[0].database.getAll('records');
    return new Map(rows.map((row) => [`${row.kind} ${row.id}`, recordOf(row)]));
  }

  async waiting(): Promise<number> {
    return this.#contexts[0].database.count('outbox');
  }

  async #doMeanwhile(): Promise<void> {
    if (!this.meanwhile || this.#random.chance(0.5)) return;
    const act = this.meanwhile;
    this.meanwhile = null;
    await act();
  }

  #anyContext(): Store {
    return this.#random.pick(this.#contexts);
  }

  readonly #faultyFetch: typeof fetch = async (input, init) => {
    if (this.#random.chance(this.faults)) throw new TypeError('the request was lost');
    const response = await fetch(input, init);
    const body = await response.arrayBuffer();
    await this.#doMeanwhile();
    if (this.#random.chance(this.faults)) await (await fetch(input, init)).arrayBuffer();
    if (this.#random.chance(this.faults)) throw new TypeError('the answer was lost');
    return new Response(response.status === 204 ? null : body, response);
  };
}
