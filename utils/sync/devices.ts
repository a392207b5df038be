import * as z from 'zod/mini';
import { type DevicesResponse, devicesResponseSchema } from '../../protocol/account.ts';
import { ServiceError } from '../account/service-error.ts';
import { serviceJson } from '../account/service-fetch.ts';
import { accessOf, currentSession } from '../account/session.ts';
import { openAccountStore } from '../library/open-library.ts';
import { parseJson } from '../parse-json.ts';
import { notePause, servicePause } from './service-pause.ts';

export interface KnownDevices {
  devices: DevicesResponse['devices'];
  /** When the service told it, milliseconds since 1970. */
  asOf: number;
}

const DEVICES = 'devices';
const knownSchema = z.object({ asOf: z.number(), devices: devicesResponseSchema.shape.devices });

/** What the service told last of the member's devices, kept on this one; null where it never did. */
export async function knownDevices(account: string): Promise<KnownDevices | null> {
  const store = await openAccountStore(account);
  return parseJson(await store.database.get('meta', DEVICES), knownSchema) ?? null;
}

/** Asks the service where the member is signed in, and keeps the answer; null where it can't be asked. */
export async function askDevices(account: string): Promise<KnownDevices | null> {
  const session = await currentSession();
  if (session?.memberId !== account) return null;
  const store = await openAccountStore(account);
  if (!navigator.onLine || (await servicePause(store)) !== null) return null;
  try {
    const { devices } = await serviceJson(
      accessOf(session),
      { path: 'account/devices' },
      devicesResponseSchema,
    );
    const known: KnownDevices = { devices, asOf: store.now() };
    await store.database.put('meta', JSON.stringify(known), DEVICES);
    return known;
  } catch (error) {
    if (!(error instanceof ServiceError)) throw error;
    await notePause(store, error);
    return null;
  }
}
