import type { Readable, Writable } from 'node:stream';

/** Passes on what several say, one after the other: the first as it speaks, the next from its beginning once those before it have ended. */
export async function tellInTurn(voices: readonly Readable[], to: Writable): Promise<void> {
  for (const voice of voices) {
    for await (const piece of voice) to.write(piece);
  }
}
