import { appendFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** What happened in a run: a file to read when it failed, counts, and whatever broke the promise. */
export class SoakLog {
  readonly folder: string;
  readonly problems: string[] = [];
  readonly counts = new Map<string, number>();
  readonly #file: string;
  readonly #begunAt = Date.now();

  constructor(folder: string) {
    this.folder = folder;
    mkdirSync(folder, { recursive: true });
    this.#file = join(folder, 'events.log');
    writeFileSync(this.#file, '');
  }

  note(line: string): void {
    appendFileSync(this.#file, `${((Date.now() - this.#begunAt) / 1000).toFixed(2)} s  ${line}\n`);
  }

  count(name: string, by = 1): void {
    this.counts.set(name, (this.counts.get(name) ?? 0) + by);
  }

  problem(line: string): void {
    this.problems.push(line);
    this.note(`PROBLEM: ${line}`);
  }

  /** Keeps what somebody held, beside the events. */
  keep(name: string, value: unknown): void {
    writeFileSync(join(this.folder, `${name}.json`), JSON.stringify(value, null, 1));
  }
}
