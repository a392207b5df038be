import { generateKeyPairSync } from 'node:crypto';
import type { Page } from 'playwright-core';

/** An authenticator of one page's, as the browser's debugger makes it: https://chromedevtools.github.io/devtools-protocol/tot/WebAuthn/ */
export interface VirtualAuthenticator {
  /** Whether the finger is the right one. */
  setVerified(isVerified: boolean): Promise<void>;
  /** Whether there is a finger at all; without one it is waited for. */
  setPresent(isPresent: boolean): Promise<void>;
  /** Exchanges the keys of all passkeys for others, as of somebody who made up their ids. */
  forgeKeys(): Promise<void>;
  /** Forgets all passkeys. */
  clear(): Promise<void>;
}

/** Plugs it in, with a finger on it. */
export async function openAuthenticator(page: Page): Promise<VirtualAuthenticator> {
  const session = await page.context().newCDPSession(page);
  await session.send('WebAuthn.enable');
  const { authenticatorId } = await session.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
    },
  });
  return {
    setVerified: async (isUserVerified) => {
      await session.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified });
    },
    setPresent: async (enabled) => {
      await session.send('WebAuthn.setAutomaticPresenceSimulation', { authenticatorId, enabled });
    },
    forgeKeys: async () => {
      const { credentials } = await session.send('WebAuthn.getCredentials', { authenticatorId });
      await session.send('WebAuthn.clearCredentials', { authenticatorId });
      for (const credential of credentials) {
        const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
        const key = privateKey.export({ format: 'der', type: 'pkcs8' }).toString('base64');
        await session.send('WebAuthn.addCredential', {
          authenticatorId,
          credential: { ...credential, privateKey: key },
        });
      }
    },
    clear: async () => {
      await session.send('WebAuthn.clearCredentials', { authenticatorId });
    },
  };
}
