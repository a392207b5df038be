/** Bytes of a stored block of deflate, at most. */
const BLOCK = 65_535;
/** Deflate, no name, no time, the fastest way, an unknown system (RFC 1952). */
const HEADER = [0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 4, 255];

/**
 * A gzip file that holds the bytes as they are (stored blocks, RFC 1951), made in a few milliseconds where packing takes a hundred. Whoever unpacks gzip unpacks it; it is
 * longer than what it holds.
 */
export function gzipStored(bytes: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  const blocks = Math.max(1, Math.ceil(bytes.length / BLOCK));
  const file = new Uint8Array(HEADER.length + blocks * 5 + bytes.length + 8);
  const view = new DataView(file.buffer);
  file.set(HEADER);
  let at = HEADER.length;
  for (let block = 0; block < blocks; block += 1) {
    const part = bytes.subarray(block * BLOCK, (block + 1) * BLOCK);
    view.setUint8(at, block === blocks - 1 ? 1 : 0);
    view.setUint16(at + 1, part.length, true);
    view.setUint16(at + 3, ~part.length & 0xffff, true);
    file.set(part, at + 5);
    at += 5 + part.length;
  }
  view.setUint32(at, crc32(bytes), true);
  view.setUint32(at + 4, bytes.length, true);
  return file;
}

/** Whether `gzipStored` made the file: no browser packs with these words in its header and stores what comes first. */
export function isGzipStored(file: Uint8Array): boolean {
  const first = file[HEADER.length] ?? 0;
  return HEADER.every((byte, at) => file[at] === byte) && (first & 0b110) === 0;
}

let table: Uint32Array | null = null;

/** By a table of 256 remainders of the reflected polynomial. */
function crc32(bytes: Uint8Array): number {
  table ??= Uint32Array.from({ length: 256 }, (_, byte) => {
    let remainder = byte;
    for (let bit = 0; bit < 8; bit += 1)
      remainder = remainder & 1 ? (remainder >>> 1) ^ 0xedb88320 : remainder >>> 1;
    return remainder;
  });
  let crc = 0xffffffff;
  for (let at = 0; at < bytes.length; at += 1)
    crc = (crc >>> 8) ^ (table[(crc ^ (bytes[at] ?? 0)) & 0xff] ?? 0);
  return ~crc >>> 0;
}
