import { createHash, createSign, generateKeyPairSync, randomBytes } from 'node:crypto';
import { isoCBOR } from '@simplewebauthn/server/helpers';
import type { AddPasskeyRequest, PasskeySignInRequest } from '../../protocol/passkeys.ts';
import { EXTENSION_ORIGIN } from './databases.ts';

/** What an honest authenticator and browser do of themselves; a test changes one of them. */
export interface Conduct {
  origin?: string;
  domain?: string;
  isVerified?: boolean;
  isPresent?: boolean;
  type?: string;
  counter?: number;
  userHandle?: string;
}

/** An authenticator with one key, and the browser before it: ES256, no attestation, as WebAuthn level 3 has it. */
export class SoftwareAuthenticator {
  readonly id: string;
  counter = 0;
  userHandle: string | null = null;
  readonly #keys = generateKeyPairSync('ec', { namedCurve: 'P-256' });

  constructor(id = randomBytes(16).toString('base64url')) {
    this.id = id;
  }

  create(
    { challenge, user }: { challenge: string; user: { id: string } },
    conduct: Conduct = {},
  ): AddPasskeyRequest['credential'] {
    this.userHandle = Buffer.from(user.id, 'base64url').toString();
    const data = Buffer.concat([this.#data(conduct, 0x40), this.#credential()]);
    const attestation = new Map<string, unknown>([
      ['fmt', 'none'],
      ['attStmt', new Map()],
      ['authData', new Uint8Array(data)],
    ]);
    return {
      ...this.#name(),
      response: {
        clientDataJSON: clientData(challenge, { type: 'webauthn.create', ...conduct }).toString('base64url'),
        attestationObject: encode(attestation),
        transports: ['internal', 'something-new'],
      },
    };
  }

  sign(challenge: string, conduct: Conduct = {}): PasskeySignInRequest['credential'] {
    this.counter += 1;
    const data = this.#data(conduct, 0);
    const client = clientData(challenge, { type: 'webauthn.get', ...conduct });
    const signed = Buffer.concat([data, createHash('sha256').update(client).digest()]);
    return {
      ...this.#name(),
      response: {
        clientDataJSON: client.toString('base64url'),
        authenticatorData: data.toString('base64url'),
        signature: createSign('sha256').update(signed).sign(this.#keys.privateKey).toString('base64url'),
        userHandle: Buffer.from(conduct.userHandle ?? this.userHandle ?? '').toString('base64url'),
      },
    };
  }

  #name() {
    return { id: this.id, rawId: this.id, type: 'public-key' as const };
  }

  /** https://www.w3.org/TR/webauthn-3/#sctn-authenticator-data */
  #data(conduct: Conduct, flags: number): Buffer {
    const { domain = 'localhost', isVerified = true, isPresent = true, counter = this.counter } = conduct;
    const head = Buffer.alloc(5);
    head[0] = flags | (isPresent ? 0x01 : 0) | (isVerified ? 0x04 : 0);
    head.writeUInt32BE(counter, 1);
    return Buffer.concat([createHash('sha256').update(domain).digest(), head]);
  }

  /** https://www.w3.org/TR/webauthn-3/#sctn-attested-credential-data */
  #credential(): Buffer {
    const { x, y } = this.#keys.publicKey.export({ format: 'jwk' });
    const key = new Map<number, unknown>([
      [1, 2],
      [3, -7],
      [-1, 1],
      [-2, new Uint8Array(Buffer.from(x ?? '', 'base64url'))],
      [-3, new Uint8Array(Buffer.from(y ?? '', 'base64url'))],
    ]);
    const id = Buffer.from(this.id, 'base64url');
    const length = Buffer.alloc(2);
    length.writeUInt16BE(id.length);
    return Buffer.concat([Buffer.alloc(16), length, id, Buffer.from(encode(key), 'base64url')]);
  }
}

function clientData(challenge: string, { type, origin = EXTENSION_ORIGIN }: Conduct): Buffer {
  return Buffer.from(JSON.stringify({ type, challenge, origin, crossOrigin: false }));
}

function encode(value: unknown): string {
  return Buffer.from(isoCBOR.encode(value as Parameters<typeof isoCBOR.encode>[0])).toString('base64url');
}
