import { compareCopies } from './compare-copies.ts';
import { Device, type Household } from './device.ts';
import { Ledger } from './ledger.ts';
import { beginSeed, machine } from './machine.ts';
import type { Random } from './random.ts';
import { Rest } from './rest.ts';
import type { MemberId, SimulatedService } from './service.ts';
import { NEWER_FIELDS, NEWER_KIND, NEWER_NOTE, VERSIONS } from './versions.ts';

const STEPS = 36;
/** In one history of so many the service has no room at times, readers give up what it refused, and months pass meanwhile. */
const CROWDED_EACH = 12;
const MONTH_MS = 31 * 24 * 60 * 60_000;
const LOOKS_A_MONTH = 5;

/**
 * Plays the history a seed determines on three devices of one member, one of another and one service, and tells what broke: records that
 * differ at the end, writes that were lost, values that came back, another member's values. Records are few, so that devices meet.
 */
export async function simulate(seed: number, service: SimulatedService): Promise<string[]> {
  const random = beginSeed(seed);
  await service.beginSeed();
  const history = await History.begin(seed, random, service);
  try {
    for (let step = 0; step < STEPS && !history.isBroken; step += 1) await history.step();
    return await history.settle();
  } finally {
    history.close();
  }
}

type Backup = Awaited<ReturnType<SimulatedService['backUp']>>;

class History {
  readonly #seed: number;
  readonly #random: Random;
  readonly #service: SimulatedService;
  readonly #home: Household;
  readonly #devices: [Device, ...Device[]];
  readonly #stranger: { home: Household; device: Device };
  #restoreService: Backup;
  #pushesSeen = 0;

  private constructor(
    seed: number,
    random: Random,
    service: SimulatedService,
    home: Household,
    devices: [Device, ...Device[]],
    stranger: { home: Household; device: Device },
    restore: Backup,
  ) {
    this.#seed = seed;
    this.#random = random;
    this.#service = service;
    this.#home = home;
    this.#devices = devices;
    this.#stranger = stranger;
    this.#restoreService = restore;
  }

  static async begin(seed: number, random: Random, service: SimulatedService): Promise<History> {
    const homeOf = (member: MemberId): Household => {
      return { member, service, random, ledger: new Ledger(), problems: [], refusedBlobs: new Set() };
    };
    const home = homeOf('member-1');
    const strangers = homeOf('member-2');
    const first = await Device.start(`${seed}a`, home);
    const others = [await Device.start(`${seed}b`, home), await Device.start(`${seed}c`, home)];
    const stranger = { home: strangers, device: await Device.start(`${seed}x`, strangers) };
    return new History(seed, random, service, home, [first, ...others], stranger, await service.backUp());
  }

  get isBroken(): boolean {
    return this.#home.problems.length + this.#stranger.home.problems.length > 0;
  }

  async step(): Promise<void> {
    const random = this.#random;
    machine.now += random.pick([0, 0, 0, 1, 50, 2000]);
    const device = random.pick(this.#devices);
    device.network.faults = random.pick([0, 0, 0.1, 0.3]);
    if (this.#seed % CROWDED_EACH === 0) await this.#crowdOut(device);
    const dice = random.below(100);
    if (dice < 30) await this.#edit(device);
    else if (dice < 42) await device.sync();
    else if (dice < 45) await device.syncIfDue();
    else if (dice < 60) await this.#crowd(device);
    else if (dice < 66) await this.#setClock(device);
    else if (dice < 68) this.#update(device);
    else if (dice < 76)
      await device.dieDuring(() => this.#editOrSync(device), random.below(random.pick([15, 50, 150])));
    else if (dice < 79) await device.withFullDisk(() => this.#editOrSync(device), random.below(12));
    else if (dice < 83) await device.network.deliverLate();
    else if (dice < 86) this.#restoreService = await this.#service.backUp();
    else if (dice < 89) await this.#restoreService(random.pick(['stays', 'comes back', 'is lost']));
    else if (dice < 90) await device.retryRefused();
    else if (dice < 92) await Promise.all([device.sync(), device.endSession()]);
    else if (dice < 95) await this.#letMonthPass(device);
    else if (dice < 96) await device.breakOwnRecord();
    else if (dice < 97) await this.#copyProfile(device);
    else if (dice < 98) await device.compare();
    else await this.#liveBeside();
    for (const one of this.#devices) await one.look();
    this.#home.problems.push(...(await this.#unheardOf()));
  }

  /** When edits stop and the network works: nobody asks for a sync any more, time alone passes. */
  async settle(): Promise<string[]> {
    const all = [...this.#devices, this.#stranger.device];
    for (const { network } of all) {
      network.faults = 0;
      network.meanwhile = null;
    }
    if (this.#random.chance(0.3)) this.#random.pick(this.#devices).jumpClock();
    if (this.isBroken) return this.#problems();
    this.#service.isFull = false;
    for (const device of all) await device.retryCrowdedOut();
    const rest = new Rest(this.#service);
    const stranded = await rest.until([
      ...this.#devices.map((device) => ({ device, member: this.#home.member })),
      { device: this.#stranger.device, member: this.#stranger.home.member },
    ]);
    for (const device of all) await device.look();
    if (stranded.length > 0) return [...this.#problems(), ...stranded];
    const fresh = await Device.start(`${this.#seed}fresh`, this.#home);
    const differing = await compareCopies(this.#home, [fresh, ...this.#devices]);
    fresh.close();
    const strange = this.#stranger.home.ledger.violations(await this.#stranger.device.records());
    return [...this.#problems(), ...differing, ...strange];
  }

  close(): void {
    for (const device of [...this.#devices, this.#stranger.device]) device.close();
  }

  #problems(): string[] {
    return [...this.#home.problems, ...this.#stranger.home.problems];
  }

  async #edit(device: Device): Promise<void> {
    const random = this.#random;
    const article = `a${random.below(2)}`;
    if (device.network.version === 'newer' && random.chance(0.3)) return this.#editAsNewer(device, article);
    const dice = random.below(20);
    if (dice < 7) await device.writeNote('article', article);
    else if (dice < 9) await device.deleteRecord('article', article);
    else if (dice < 11) await device.restore('article', article);
    else if (dice < 13) await device.save('article', article);
    else if (dice < 15) await device.setField('article', article, 'title');
    else await device.setField('tag', `t${random.below(3)}`, random.pick(['name', 'colour']));
  }

  /** What only a newer version knows. */
  async #editAsNewer(device: Device, article: string): Promise<void> {
    const random = this.#random;
    const [kind, id] = random.pick<[string, string]>([
      ['article', article],
      ['tag', 't0'],
      [NEWER_KIND, 'n'],
    ]);
    if (random.chance(0.4)) await device.writeNote(kind, id, NEWER_NOTE);
    else await device.setNewerField(kind, id, random.pick(NEWER_FIELDS));
  }

  /** Versions change in the middle of a history, here or at the service, and back. */
  #update(device: Device): void {
    const what = this.#random.pick([device.network, device.network, this.#service]);
    what.version = this.#random.pick(VERSIONS);
  }

  async #crowdOut(device: Device): Promise<void> {
    const dice = this.#random.below(10);
    if (dice < 2) this.#service.isFull = dice === 0;
    else if (dice < 4) await device.discardRefused();
    else if (dice < 5) await device.undoDiscard();
    else if (dice < 6) await this.#comeBackLater(device);
  }

  /** What was given up, or lies aside, comes back when the service has removed its texts, and when those that waited were asked for already that day. */
  async #comeBackLater(device: Device): Promise<void> {
    await this.#letMonthPass(device);
    await device.sync();
    await (this.#random.chance(0.5) ? device.undoDiscard() : this.#edit(device));
  }

  /** The alarm that looks for what is to be emptied may ring next, whatever the clock was set to. */
  async #setClock(device: Device): Promise<void> {
    device.jumpClock();
    if (this.#random.chance(0.5)) await device.emptyDeleted();
  }

  #editOrSync(device: Device): Promise<unknown> {
    return this.#random.chance(0.3) ? this.#edit(device) : device.sync();
  }

  /** Both contexts of one device and another device at once, and an edit while an answer is on its way. */
  async #crowd(device: Device): Promise<void> {
    const other = this.#random.pick(this.#devices);
    device.network.meanwhile = () => this.#edit(this.#random.chance(0.5) ? device : other);
    await Promise.all([device.sync(), this.#edit(device), device.sync(), this.#editOrSync(other)]);
  }

  /** On the device it is one in which the browser is used: only so does it go by its own clock. */
  async #letMonthPass(device: Device): Promise<void> {
    const passing = this.#random.chance(0.6) ? MONTH_MS : 0;
    if (this.#random.chance(0.5)) {
      for (let look = 0; look < LOOKS_A_MONTH && passing > 0; look += 1) {
        await device.emptyDeleted();
        machine.now += passing / LOOKS_A_MONTH;
      }
      await device.emptyDeleted();
    } else {
      machine.now += passing;
      const homes = [this.#home, this.#stranger.home];
      const before = await Promise.all(homes.map(({ member }) => this.#service.records(member)));
      await this.#service.emptyDeleted();
      await this.#service.removeUnnamedBlobs();
      for (const [index, { member, ledger, problems }] of homes.entries()) {
        const after = await this.#service.records(member);
        problems.push(...ledger.emptied(before[index] ?? new Map(), after, machine.now));
      }
    }
  }

  /** Half of them while its clock runs ahead, with edits that both will stamp anew. */
  async #copyProfile(device: Device): Promise<void> {
    if (this.#devices.length > 3) return;
    if (this.#random.chance(0.5)) {
      device.runAhead();
      await this.#edit(device);
      await this.#edit(device);
    }
    const copy = await device.copy(`${this.#seed}d`);
    this.#devices.push(copy);
    await this.#edit(this.#random.pick([device, copy]));
  }

  /** No record at the service names a text that it never held. */
  async #unheardOf(): Promise<string[]> {
    if (this.#service.pushes === this.#pushesSeen) return [];
    this.#pushesSeen = this.#service.pushes;
    const { member, refusedBlobs } = this.#home;
    const named = await this.#service.namedBlobs(member);
    const missing = named.filter((hash) => !this.#service.everHeld(member, hash) && !refusedBlobs.has(hash));
    if (missing.length === 0) return [];
    for (const device of this.#devices) await device.refusedBlobs();
    return missing
      .filter((hash) => !refusedBlobs.has(hash))
      .map((hash) => `a record names ${hash}, which the service never held`);
  }

  async #liveBeside(): Promise<void> {
    await this.#edit(this.#stranger.device);
    await this.#stranger.device.sync();
  }
}
