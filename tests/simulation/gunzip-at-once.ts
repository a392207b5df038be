import { Transform } from 'node:stream';
import { gunzipSync } from 'node:zlib';

/** As `createGunzip`, which unpacks on another thread and so takes as many turns as it likes. */
export function createGunzip(): Transform {
  const chunks: Uint8Array[] = [];
  return new Transform({
    transform(chunk: Uint8Array, _encoding, done) {
      chunks.push(chunk);
      done();
    },
    flush(done) {
      try {
        done(null, gunzipSync(Buffer.concat(chunks)));
      } catch (error) {
        done(error instanceof Error ? error : new Error(String(error)));
      }
    },
  });
}
