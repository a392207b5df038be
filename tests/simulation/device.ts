import { createHash } from 'node:crypto';
import { newestStamp } from '../../protocol/merge.ts';
import type { Json, SyncRecord } from '../../protocol/records.ts';
import { MAX_CLOCK_AHEAD_MS } from '../../protocol/stamps.ts';
import { ServiceError } from '../../utils/account/service-error.ts';
import { libraryName } from '../../utils/leaving-account.ts';
import { discardRefused, undoDiscard } from '../../utils/library/discard-refused.ts';
import { emptyDeletedRecords } from '../../utils/library/empty-deleted.ts';
import type { Discarded } from '../../utils/library/library.ts';
import { isQuotaError, LibraryError } from '../../utils/library/library-error.ts';
import { readRenewed } from '../../utils/library/renewed-stamps.ts';
import { retryRefusedIn } from '../../utils/library/retry-refused.ts';
import { keepBlobs } from '../../utils/library/snapshots.ts';
import { openStore, type Store } from '../../utils/library/store.ts';
import { sweepBlobs } from '../../utils/library/sweep-blobs.ts';
import { readPosition, type SyncPosition } from '../../utils/library/sync-position.ts';
import { recordOf, type Writer, write } from '../../utils/library/write.ts';
import { compareDigests, type SyncContext } from '../../utils/sync/run-sync.ts';
import { fetchBlob } from '../../utils/sync/sync-calls.ts';
import { problemOf, readSyncStatus, type SyncProblem } from '../../utils/sync/sync-status.ts';
import { isSyncDue, trySync } from '../../utils/sync/try-sync.ts';
import { Alarms } from './alarms.ts';
import { copyDatabase, fillDisk, freeDisk, killConnection, recordWritesTo } from './disk.ts';
import { type Ledger, nameOf, slotOf } from './ledger.ts';
import { machine, turns } from './machine.ts';
import { Network } from './network.ts';
import type { Random } from './random.ts';
import { aheadIn, newestHere, seenIn } from './record-parts.ts';
import { ADDRESS, type MemberId, type SimulatedService } from './service.ts';
import { textAt } from './texts.ts';
import { newerValue } from './versions.ts';
import { Watch } from './watch.ts';

const YEAR_MS = 365 * 24 * 60 * 60_000;

/** What all devices of a member share. */
export interface Household {
  member: MemberId;
  service: SimulatedService;
  ledger: Ledger;
  random: Random;
  /** What was found to be wrong on the way. */
  problems: string[];
  /** Kept texts that some device was told the service does not take. */
  refusedBlobs: Set<string>;
}

/** How a device stands with the service. */
export interface Standing {
  waiting: number;
  problem: SyncProblem | null;
  position: SyncPosition;
}

interface Life {
  isOver: boolean;
}

/** One browser profile: two contexts on one database, a clock of its own, a network and a disk that fail as told. */
export class Device {
  readonly name: string;
  readonly network: Network;
  readonly #home: Household;
  readonly #watch = new Watch();
  /** How many records had been written here at the last look. */
  #lookedAt = -1;
  #contexts: [Store, Store];
  #life: Life = { isOver: false };
  #token: string;
  #clockOffset = 0;
  /** Per context and note, the values it last showed. */
  #shown = new Map<string, string[]>();
  #edits = 0;
  /** What its reader gave up and may still put back. */
  readonly #discarded: Discarded[] = [];
  readonly #alarms: Alarms;
  hasBroken = false;

  private constructor(name: string, home: Household, token: string, store: Store) {
    this.name = name;
    this.#home = home;
    this.#token = token;
    this.network = new Network(home.service, home.random, home.problems);
    this.#alarms = new Alarms(home.random);
    this.#contexts = [store, store];
  }

  static async start(name: string, home: Household): Promise<Device> {
    const token = await home.service.signIn(home.member);
    const device = new Device(name, home, token, await openStore(name, '0000'));
    await device.restart();
    return device;
  }

  /** A new start of the browser, after its processes died wherever they were. */
  async restart(): Promise<void> {
    this.#life.isOver = true;
    for (const { database } of this.#contexts) killConnection(database);
    this.#life = { isOver: false };
    this.#shown.clear();
    const session = this.#home.random
      .below(36 ** 4)
      .toString(36)
      .padStart(4, '0');
    const now = () => machine.now + this.#clockOffset;
    this.#contexts = [await openStore(this.name, session, now), await openStore(this.name, session, now)];
  }

  /** The profile as it lies on the disk, on another machine with the same time. */
  async copy(name: string): Promise<Device> {
    const copy = await Device.start(name, this.#home);
    await copyDatabase(this.#contexts[0].database, copy.#contexts[0].database);
    copy.#clockOffset = this.#clockOffset;
    copy.#edits = 1000;
    copy.hasBroken = this.hasBroken;
    // Both profiles stamp these anew, each by itself and unknown to the other: then they are written twice.
    const limit = machine.now + MAX_CLOCK_AHEAD_MS;
    for (const record of (await this.records()).values()) this.#renewed('copied', aheadIn(record, limit));
    return copy;
  }

  jumpClock(): void {
    const ways = [0, 0, this.#home.random.below(1000), YEAR_MS, -YEAR_MS, 240_000, 330_000] as const;
    this.#clockOffset = this.#home.random.pick(ways);
  }

  runAhead(): void {
    this.#clockOffset = YEAR_MS;
  }

  async setField(kind: string, id: string, field: string): Promise<void> {
    await this.#set(kind, id, field, this.#newValue());
  }

  /** As only a newer version writes it. */
  async setNewerField(kind: string, id: string, field: string): Promise<void> {
    await this.#set(kind, id, field, newerValue(this.#newValue()));
  }

  /** A reader may write long after they looked: what came meanwhile stays beside. */
  async writeNote(kind: string, id: string, name = 'note'): Promise<void> {
    const text = this.#newValue();
    const view = `${this.#home.random.below(2)} ${kind} ${id} ${name}`;
    const looksAgain = this.#home.random.chance(0.6);
    await this.#edit(kind, id, async (writer, before) => {
      const present = before?.notes[name] ?? [];
      const shown = looksAgain ? present.map(({ stamp }) => stamp) : (this.#shown.get(view) ?? []);
      const after = await writer.writeNote(kind, id, name, text, shown);
      this.#shown.set(
        view,
        (after.notes[name] ?? []).map(({ stamp }) => stamp),
      );
      const renewed = shown.map(await readRenewed(writer.transaction.objectStore('meta')));
      const isSeen = ({ stamp }: { stamp: string }) => shown.includes(stamp) || renewed.includes(stamp);
      const seen = present.filter(isSeen).map((value) => value.text);
      return { [slotOf(kind, id, `note:${name}`)]: { value: text, seen } };
    });
  }

  async deleteRecord(kind: string, id: string): Promise<void> {
    const act = `deleted-${this.#newValue()}`;
    const at = this.#clockOffset < 0 ? null : machine.now;
    await this.#edit(kind, id, async (writer, before) => {
      if (!before || before.fields.deleted?.[1] === true) return {};
      await writer.set(kind, id, { deleted: true, act });
      return { [slotOf(kind, id, 'act')]: { value: act, seen: seenIn(before, 'act') } };
    });
    if (at !== null) this.#home.ledger.deleted(act, at);
  }

  /** As the library does it: the text is kept with it, what is deleted comes back with all it still holds, what is not there begins. */
  async save(kind: string, id: string): Promise<void> {
    const value = this.#newValue();
    const act = `saved-${value}`;
    const text = textAt(this.#home.random.below(3));
    const version = `snapshot:${text.hash}`;
    await this.#edit(kind, id, async (writer, before) => {
      const isDeleted = before?.fields.deleted?.[1] === true;
      if (before && !isDeleted && before.fields[version]) return {};
      await keepBlobs(writer, [text], machine.now);
      const title = { address: value, [version]: value, ...(isDeleted && { deleted: false, act }) };
      const after = isDeleted ? await writer.renew(kind, id, title) : await writer.set(kind, id, title);
      if (isDeleted) this.#renewed(act, after);
      return {
        [slotOf(kind, id, 'address')]: { value, seen: seenIn(before, 'address') },
        [slotOf(kind, id, version)]: { value, seen: seenIn(before, version) },
        ...(isDeleted && { [slotOf(kind, id, 'act')]: { value: act, seen: seenIn(before, 'act') } }),
      };
    });
  }

  /** Offered only where the fields still are. */
  async restore(kind: string, id: string): Promise<void> {
    const act = `restored-${this.#newValue()}`;
    await this.#edit(kind, id, async (writer, before) => {
      const isOffered =
        before?.fields.deleted?.[1] === true && typeof before.fields.address?.[1] === 'string';
      if (!before || !isOffered) return {};
      await writer.renew(kind, id, { deleted: false, act });
      this.#renewed(act, before);
      return { [slotOf(kind, id, 'act')]: { value: act, seen: seenIn(before, 'act') } };
    });
  }

  async emptyDeleted(): Promise<void> {
    const before = await this.records();
    await this.#survive(() => emptyDeletedRecords(this.#anyContext()));
    await this.#survive(() => sweepBlobs(this.#anyContext()));
    this.#home.problems.push(...this.#home.ledger.emptied(before, await this.records(), machine.now));
  }

  /** A record no service takes: it must not hold up the others. */
  async breakOwnRecord(): Promise<void> {
    const { database } = this.#contexts[0];
    const broken = { kind: 'tag', id: 'broken by us', fields: {}, notes: {}, version: 1, links: [] };
    const waiting = { kind: 'tag', id: broken.id, version: 1, unsent: [], offered: [], since: machine.now };
    const transaction = database.transaction(['records', 'outbox'], 'readwrite');
    await transaction.objectStore('records').put(broken);
    await transaction.objectStore('outbox').put(waiting);
    await transaction.done;
    this.hasBroken = true;
  }

  /** As a reader asks for it, who signs in again where the session has ended. */
  async sync(): Promise<void> {
    const life = this.#life;
    await this.#online(syncOnce);
    if (life.isOver) return;
    if ((await this.#survive(() => this.#isSignedOut())) && !life.isOver) await this.#signIn();
    if (!life.isOver) await this.#survive(() => this.#alarms.set(this.#contexts[0]));
  }

  /** As after an edit, or when an alarm rings. */
  async syncIfDue(): Promise<void> {
    if (await this.#survive(() => isSyncDue(this.#anyContext()))) await this.sync();
  }

  /** When the next alarm rings that a sync comes of, by the machine's time. */
  nextWake(): Promise<number> {
    return this.#alarms.next(this.#contexts[0]);
  }

  async standing(): Promise<Standing> {
    const [store] = this.#contexts;
    const [records, blobs, { problem }, position] = await Promise.all([
      store.database.count('outbox'),
      store.database.count('blobOutbox'),
      readSyncStatus(store),
      readPosition(store),
    ]);
    return { waiting: records + blobs, problem, position };
  }

  /** Something the service refused is to be offered again. */
  async retryRefused(): Promise<void> {
    await this.refusedBlobs();
    const refused = (await this.#survive(() => this.#contexts[0].database.getAll('refused'))) ?? [];
    const [first, ...others] = refused;
    if (!first) return;
    const row = this.#home.random.pick([first, ...others]);
    await this.#survive(() => retryRefusedIn(this.#anyContext(), row));
  }

  /** Everything there was no room for is to be offered again. */
  async retryCrowdedOut(): Promise<void> {
    for (const row of await this.#crowdedOut()) await retryRefusedIn(this.#anyContext(), row);
  }

  /** The reader gives up something there was no room for. */
  async discardRefused(): Promise<void> {
    const [first, ...others] = await this.#crowdedOut();
    if (!first) return;
    const row = this.#home.random.pick([first, ...others]);
    const { result, changed } = await discardRefused(this.#anyContext(), row);
    if (!result) return;
    this.#discarded.push(result);
    this.#home.ledger.discarded(result.rows.map(recordOf));
    this.#watch.forget(changed.map(({ kind, id }) => `${kind} ${id}`));
  }

  /** And thinks better of it, soon or long after. */
  async undoDiscard(): Promise<void> {
    const discarded = this.#discarded.pop();
    if (!discarded) return;
    const before = await this.records();
    await undoDiscard(this.#anyContext(), discarded);
    const after = await this.records();
    const put = discarded.rows.map(recordOf);
    this.#home.ledger.putBack(put);
    for (const record of put) {
      const key = `${record.kind} ${record.id}`;
      for (const one of [record, before.get(key)]) this.#home.ledger.outdone(one, after.get(key));
    }
  }

  /** Notes which kept texts the service did not take. */
  async refusedBlobs(): Promise<Set<string>> {
    const refused = await this.#contexts[0].database.getAll('refused');
    for (const { kind, id } of refused) if (kind === 'blob') this.#home.refusedBlobs.add(id);
    return this.#home.refusedBlobs;
  }

  /** Answers whether the service gives this kept text. */
  async canFetch(hash: string): Promise<boolean> {
    const fetched = await this.#online(async ({ access, signal }) => {
      const { bytes } = await fetchBlob(access, hash, signal);
      return createHash('sha256').update(new Uint8Array(bytes)).digest('hex') === hash;
    });
    return fetched ?? false;
  }

  async refuses(hash: string): Promise<boolean> {
    return (await this.#contexts[0].database.getKey('refused', ['blob', hash])) !== undefined;
  }

  /** Answers whether both sides hold the same; null where that could not be told. */
  async compare(): Promise<boolean | null> {
    const found = await this.#online(compareDigests);
    return found === null || found === 'unknown' ? null : found === 'agrees';
  }

  /** Dies after so many turns of `act`, and starts again. */
  async dieDuring(act: () => Promise<unknown>, after: number): Promise<void> {
    const acting = act();
    await turns(after);
    await this.restart();
    await acting;
  }

  async withFullDisk(act: () => Promise<unknown>, after: number): Promise<void> {
    fillDisk(libraryName(this.name), after);
    await act();
    freeDisk(libraryName(this.name));
  }

  endSession(): Promise<void> {
    return this.#home.service.endSession(this.#token);
  }

  /** Notes whatever went back since the last look. */
  async look(): Promise<void> {
    const writes = recordWritesTo(libraryName(this.name));
    if (writes === this.#lookedAt) return this.#watch.pass(machine.now);
    this.#lookedAt = writes;
    const found = this.#watch.look(await this.records(), machine.now);
    this.#home.problems.push(...found.map((problem) => `${this.name}: ${problem}`));
  }

  async records(): Promise<Map<string, SyncRecord>> {
    const rows = await this.#contexts[0].database.getAll('records');
    const sound = rows.filter((row) => !row.id.includes('broken'));
    return new Map(sound.map((row) => [`${row.kind} ${row.id}`, recordOf(row)]));
  }

  async setAside(): Promise<string[]> {
    return (await this.#contexts[0].database.getAll('refused')).map(({ id, reason }) => `${id}: ${reason}`);
  }

  close(): void {
    for (const { database } of this.#contexts) killConnection(database);
    indexedDB.deleteDatabase(libraryName(this.name));
  }

  async #set(kind: string, id: string, field: string, value: Json): Promise<void> {
    await this.#edit(kind, id, async (writer, before) => {
      await writer.set(kind, id, { [field]: value });
      return { [slotOf(kind, id, field)]: { value: nameOf(value), seen: seenIn(before, field) } };
    });
  }

  async #crowdedOut(): Promise<{ kind: string; id: string }[]> {
    const refused = await this.#contexts[0].database.getAll('refused');
    return refused.filter(({ kind, reason }) => kind !== 'blob' && reason === 'quota-exceeded');
  }

  async #isSignedOut(): Promise<boolean> {
    return (await readSyncStatus(this.#contexts[0])).problem === 'signed-out';
  }

  /** The pause after failures was for the session that ended. */
  async #signIn(): Promise<void> {
    this.#token = await this.#home.service.signIn(this.#home.member);
    await this.#online(syncOnce);
  }

  /** One edit, and what the reader saw in the same transaction. It counts once it is on disk. */
  async #edit(
    kind: string,
    id: string,
    work: (
      writer: Writer,
      before: SyncRecord | null,
    ) => Promise<Record<string, { value: string; seen: string[] }>>,
  ): Promise<void> {
    await this.#survive(async () => {
      const { result } = await write(this.#anyContext(), async (writer) => {
        const before = await writer.read(kind, id);
        const newest = await newestHere(writer);
        const written = await work(writer, before);
        const after = await writer.read(kind, id);
        if (after && Object.keys(written).length > 0 && newestStamp(after) <= newest) {
          this.#home.problems.push(`${kind} ${id}: an edit was stamped before what its writer had seen`);
        }
        return written;
      });
      for (const [slot, { value, seen }] of Object.entries(result)) this.#home.ledger.note(slot, value, seen);
    });
  }

  async #online<T>(act: (context: SyncContext) => Promise<T>): Promise<T | null> {
    const life = this.#life;
    const { random } = this.#home;
    const stopping = new AbortController();
    if (random.chance(this.network.faults / 4)) void turns(random.below(100)).then(() => stopping.abort());
    const fetch = this.network.fetchWhile(() => !life.isOver);
    const access = { address: ADDRESS, token: this.#token, fetch };
    const context = { store: this.#anyContext(), access, signal: stopping.signal, announce: () => undefined };
    return this.#survive(async () => {
      try {
        return await act(context);
      } catch (error) {
        if (stopping.signal.aborted || life.isOver || error instanceof ServiceError) return null;
        throw error;
      }
    });
  }

  /** A process that died and a full disk are no defects; whatever else is thrown is. */
  async #survive<T>(act: () => Promise<T>): Promise<T | null> {
    const life = this.#life;
    try {
      return await act();
    } catch (error) {
      const isFull = isQuotaError(error) || (error instanceof LibraryError && error.code === 'storage-full');
      if (life.isOver || isFull) return null;
      throw error;
    }
  }

  #renewed(act: string, record: SyncRecord): void {
    this.#home.ledger.renewed(act, record);
  }

  #newValue(): string {
    this.#edits += 1;
    return `${this.name}.${this.#edits}`;
  }

  #anyContext(): Store {
    return this.#home.random.pick(this.#contexts);
  }
}

function syncOnce(context: SyncContext): Promise<void> {
  return trySync(context, async ({ code }) => problemOf(code));
}
