import { type ChildProcess, fork } from 'node:child_process';
import * as z from 'zod/mini';

export interface Run {
  from: number;
  seeds: number;
  /** How many processes play at once. */
  jobs: number;
  /** The name of a planted mistake. */
  plant: string | null;
}

/** Told of each seed in order; answers whether that was enough. */
export type Tell = (seed: number, problems: string[]) => boolean;

const PLAYER = new URL('./player.ts', import.meta.url);
/**
 * A history leaves little behind and throws much away: with room for it, collecting garbage costs half as much. Nobody hears of a transaction that
 * failed with the process that began it.
 */
const EXEC_ARGUMENTS = ['--max-semi-space-size=64', '--disable-warning=PromiseRejectionHandledWarning'];
/** So few that all processes end about together. */
const AT_ONCE = 8;

const toldSchema = z.object({ seed: z.number(), problems: z.array(z.string()) });

/** Plays the seeds over several processes. What is told does not depend on how many. Resolves once all have ended. */
export async function playSeeds(run: Run, tell: Tell): Promise<void> {
  const order = new InOrder(run.from, tell);
  const end = run.from + run.seeds;
  let next = run.from;
  const serve = (player: ChildProcess, message: unknown) => {
    const told = toldSchema.safeParse(message);
    if (told.success) return order.add(told.data.seed, told.data.problems);
    if (next >= end || order.isEnough) return player.disconnect();
    player.send({ from: next, to: Math.min(next + AT_ONCE, end) });
    next += AT_ONCE;
  };
  const jobs = Math.min(run.jobs, Math.ceil(run.seeds / AT_ONCE));
  await Promise.all(Array.from({ length: jobs }, () => play(run.plant, serve)));
}

/** Resolves when the process has ended, which it does when it is disconnected. */
function play(plant: string | null, serve: (player: ChildProcess, message: unknown) => void): Promise<void> {
  const player = fork(PLAYER, plant === null ? [] : [plant], { execArgv: EXEC_ARGUMENTS });
  player.on('message', (message) => serve(player, message));
  return new Promise((resolve, reject) => {
    player.on('error', reject);
    player.on('exit', (code) => (code === 0 ? resolve() : reject(new Error(`a process ended with ${code}`))));
  });
}

/** Tells in the order of seeds what comes in any. */
class InOrder {
  readonly #tell: Tell;
  readonly #waiting = new Map<number, string[]>();
  #next: number;
  isEnough = false;

  constructor(from: number, tell: Tell) {
    this.#next = from;
    this.#tell = tell;
  }

  add(seed: number, problems: string[]): void {
    this.#waiting.set(seed, problems);
    for (let told = this.#take(); told && !this.isEnough; told = this.#take()) {
      this.isEnough = this.#tell(this.#next - 1, told);
    }
  }

  #take(): string[] | undefined {
    const told = this.#waiting.get(this.#next);
    if (told) this.#waiting.delete(this.#next);
    if (told) this.#next += 1;
    return told;
  }
}
