import { type PackedBlob, pack } from '../../utils/library/snapshots.ts';

/** Texts that devices keep, packed before any history begins: packing takes as many turns as other threads like. */
const texts: PackedBlob[] = [];

export async function packTexts(count: number): Promise<void> {
  for (let index = texts.length; index < count; index += 1) {
    texts.push(await pack(new TextEncoder().encode(`text ${index}`), 'application/json'));
  }
}

export function textAt(index: number): PackedBlob {
  const text = texts[index];
  if (!text) throw new RangeError(`text ${index} was not packed`);
  return text;
}
