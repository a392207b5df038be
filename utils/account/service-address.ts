import { browser } from '../browser.ts';
import { validServiceAddress } from './valid-service-address.ts';

/** Where the account service is, and who said so. The reader can change it unless an administrator did. */
export interface ServiceAddress {
  address: string;
  from: 'managed' | 'own' | 'build';
}

const BUILD_ADDRESS: string = import.meta.env.WXT_SERVICE_URL ?? '';
const OWN = 'serviceAddress';

/** Managed storage first, then the reader's own, then the one this build was made with. Null: none is known. */
export async function serviceAddress(): Promise<ServiceAddress | null> {
  const managed = validServiceAddress(await managedAddress());
  if (managed !== null) return { address: managed, from: 'managed' };
  const own = validServiceAddress((await browser.storage.local.get(OWN))[OWN]);
  if (own !== null) return { address: own, from: 'own' };
  const built = validServiceAddress(BUILD_ADDRESS);
  return built === null ? null : { address: built, from: 'build' };
}

/** Sets the reader's own address, or with null goes back to the build's. Throws a `TypeError` for one that isn't valid. */
export async function setServiceAddress(address: string | null): Promise<void> {
  if (address === null) return browser.storage.local.remove(OWN);
  const valid = validServiceAddress(address);
  if (valid === null) throw new TypeError('not an address of a service');
  return browser.storage.local.set({ [OWN]: valid });
}

async function managedAddress(): Promise<unknown> {
  try {
    return (await browser.storage.managed.get('serviceAddress')).serviceAddress;
  } catch {
    // Firefox rejects where no administrator has set anything.
    return null;
  }
}
