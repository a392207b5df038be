import type { Device, Standing } from './device.ts';
import { machine } from './machine.ts';
import type { MemberId, SimulatedService } from './service.ts';

/** A day, which is the longest pause a service may ask for, and what the alarms around it need. */
const AT_MOST_MS = 26 * 60 * 60_000;

/** Whose device it is. */
export interface Resident {
  device: Device;
  member: MemberId;
}

/** Lets time pass, in which devices do what the product does by itself, until each has sent and received everything. */
export class Rest {
  readonly #service: SimulatedService;

  constructor(service: SimulatedService) {
    this.#service = service;
  }

  /** Answers who did not get there. */
  async until(residents: Resident[]): Promise<string[]> {
    const end = machine.now + AT_MOST_MS;
    const woken = new Map<Resident, number>();
    const standings = new Map<Resident, Standing>();
    for (const resident of residents) {
      woken.set(resident, await resident.device.nextWake());
      standings.set(resident, await resident.device.standing());
    }
    for (;;) {
      const restless = await this.#restless(standings);
      const [next] = restless.toSorted((a, b) => (woken.get(a) ?? 0) - (woken.get(b) ?? 0));
      if (!next) return [];
      const at = woken.get(next) ?? Number.POSITIVE_INFINITY;
      if (at > end) return restless.map((one) => describe(one, standings.get(one)));
      machine.now = Math.max(machine.now, at);
      await next.device.syncIfDue();
      woken.set(next, await next.device.nextWake());
      standings.set(next, await next.device.standing());
    }
  }

  async #restless(standings: Map<Resident, Standing>): Promise<Resident[]> {
    const restless: Resident[] = [];
    for (const [resident, { waiting, problem, position }] of standings) {
      const { epoch, cursor } = await this.#service.position(resident.member);
      const isThere = position.epoch === epoch && position.cursor === cursor;
      if (waiting > 0 || problem !== null || !isThere) restless.push(resident);
    }
    return restless;
  }
}

function describe({ device }: Resident, standing: Standing | undefined): string {
  return `${device.name} is stranded: ${JSON.stringify(standing)}`;
}
