import { gunzipSync } from 'node:zlib';
import { errorBodySchema } from '../../protocol/errors.ts';
import { machine, turns } from './machine.ts';
import type { Random } from './random.ts';
import type { SimulatedService } from './service.ts';
import { type Version, wireOf } from './versions.ts';

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

/** Seconds a service at its limit asks for: mostly few, since a device that waits plays no part; the last more than anybody should wait. */
const RETRY_AFTER = ['0', '0', '0', '0', '0', '1', '1', '1', '120', '400000'] as const;

/** Errors that a device may meet though nothing is broken. */
const EXPECTED = ['unauthorized', 'epoch-changed', 'not-found'];

interface Sent {
  input: string;
  init: RequestInit;
  at: number;
}

/** The way between one device and the service: it loses, cuts, repeats, delays, reorders and falsifies as told. */
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
  /** Of what the device understands of an answer. */
  version: Version = 'present';
  /** Where it notes what the service answered though it should not have. */
  readonly #problems: string[];

  constructor(service: SimulatedService, random: Random, problems: string[]) {
    this.#service = service;
    this.#random = random;
    this.#problems = problems;
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
      const instead = await this.#meet(address, init);
      if (instead) return instead;
      const response = await this.#service.fetch(address, init);
      const body = new Uint8Array(await response.arrayBuffer());
      this.#check(address, response.status, body);
      await this.#travel();
      if (this.#random.chance(this.faults)) await this.#service.fetch(address, init);
      if (this.#random.chance(this.faults)) throw new TypeError('the answer was lost');
      signal?.throwIfAborted();
      return this.#hand(address, response, body);
    };
  }

  /** What a request meets before the service does: nothing, mostly. */
  async #meet(address: string, init: RequestInit): Promise<Response | null> {
    if (this.faults === 0) return null;
    const dice = this.#random.next() / this.faults;
    if (dice >= 1.5) return null;
    if (dice < 1) this.#lost.push({ input: address, init, at: machine.now });
    if (dice < 1) throw new TypeError('the request was lost');
    if (dice < 1.1) {
      const headers = { 'Retry-After': this.#random.pick(RETRY_AFTER) };
      return Response.json({ error: { code: 'unavailable' } }, { status: 503, headers });
    }
    if (dice < 1.3) return captivePortal();
    if (init.method !== 'PUT' || !(init.body instanceof Uint8Array)) return null;
    if (dice < 1.35) return new Response('too large for this proxy', { status: 413 });
    const cut = new Uint8Array(init.body.subarray(0, this.#random.below(init.body.length)));
    await this.#service.fetch(address, { ...init, body: cut });
    throw new TypeError('the upload was cut');
  }

  #check(address: string, status: number, body: Uint8Array): void {
    if (status < 400 || (status === 404 && body.length === 0)) return;
    const told = errorBodySchema.safeParse(JSON.parse(new TextDecoder().decode(body)));
    const code = told.success ? told.data.error.code : status;
    if (!EXPECTED.includes(String(code))) this.#problems.push(`${address} answered ${code}`);
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

  /** As the device reads it: unpacked, and in its own version of the protocol. */
  #hand(address: string, { status, headers }: Response, body: Uint8Array<ArrayBuffer>): Response {
    if (body.length === 0) return new Response(null, { status, headers });
    if (headers.get('Content-Encoding') === 'gzip') {
      return new Response(gunzipSync(body), { status, headers: { 'Content-Type': 'application/json' } });
    }
    const text = wireOf(new TextDecoder().decode(body), [this.version, this.#service.version]);
    return new Response(this.#falsify(address, text), { status, headers });
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

/** It has a page for every address. */
function captivePortal(): Response {
  return new Response('<h1>Welcome to our hotel</h1>', { headers: { 'Content-Type': 'text/html' } });
}
