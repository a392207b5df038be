import { machine, turns } from './machine.ts';
import type { Random } from './random.ts';
import type { SimulatedService } from './service.ts';

/** Longer than this no request lies about between two machines. */
const LATE_AT_MOST_MS = 30_000;

/** What never reads as a record, in the ways a record can be broken. */
export const MALFORMED: unknown[] = [
  { kind: 'tag', id: 'broken-1', fields: { name: ['no stamp', 'x'] }, notes: {} },
  { kind: 'tag', id: 'broken-2', fields: 7 },
  { kind: 'article', id: 'broken-3', fields: {}, notes: { note: 'text' } },
  null,
  'text',
];

interface Sent {
  input: string;
  init: RequestInit;
  at: number;
}

/** The way between one device and the service: it loses, repeats, delays, reorders and falsifies as told. */
export class Network {
  readonly #service: SimulatedService;
  readonly #random: Random;
  readonly #lost: Sent[] = [];
  /** Share of requests that are lost, of answers that are lost, of requests that arrive twice. */
  faults = 0;
  /** What others do while an answer is on its way; runs once. */
  meanwhile: (() => Promise<void>) | null = null;
  /** How many malformed records went into answers. */
  falsified = 0;

  constructor(service: SimulatedService, random: Random) {
    this.#service = service;
    this.#random = random;
  }

  /** A request that was given up reaches the service after all. */
  async deliverLate(): Promise<void> {
    const sent = this.#lost.splice(this.#random.below(this.#lost.length), 1)[0];
    if (sent && machine.now - sent.at <= LATE_AT_MOST_MS) await this.#service.fetch(sent.input, sent.init);
  }

  /** `fetch` for a process that may die: dead ones send nothing. */
  fetchWhile(isAlive: () => boolean): typeof fetch {
    return async (input, { signal, ...init } = {}) => {
      const address = String(input);
      await turns(this.#random.pick([0, 0, 1, 3, 20]));
      if (!isAlive()) throw new TypeError('nobody is there to send it');
      if (this.#random.chance(this.faults)) {
        this.#lost.push({ input: address, init, at: machine.now });
        throw new TypeError('the request was lost');
      }
      const response = await this.#service.fetch(address, init);
      const body = await response.text();
      await this.#travel();
      if (this.#random.chance(this.faults)) await this.#service.fetch(address, init);
      if (this.#random.chance(this.faults)) throw new TypeError('the answer was lost');
      signal?.throwIfAborted();
      const { status, headers } = response;
      return new Response(body === '' ? null : this.#falsify(address, body), { status, headers });
    };
  }

  async #travel(): Promise<void> {
    machine.now += this.#random.below(30);
    if (this.#random.chance(this.faults / 10)) machine.now += 90_000;
    await turns(this.#random.pick([0, 0, 1, 3, 20, 100]));
    if (!this.meanwhile || this.#random.chance(0.5)) return;
    const act = this.meanwhile;
    this.meanwhile = null;
    await act();
  }

  #falsify(address: string, body: string): string {
    if (!address.includes('/sync/pull') || !this.#random.chance(this.faults)) return body;
    const bad = MALFORMED[this.#random.below(MALFORMED.length)];
    const place = '"records":[';
    const [head, tail = ''] = body.split(place);
    if (tail === '') return body;
    this.falsified += 1;
    return `${head}${place}${JSON.stringify(bad)}${tail.startsWith(']') ? '' : ','}${tail}`;
  }
}
