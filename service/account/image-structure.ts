export interface ImageStructure {
  format: 'jpeg' | 'png';
  width: number;
  height: number;
}

const PNG_SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

/**
 * What an image says of itself, read from its bytes without unpacking a pixel. Null for anything but one whole JPEG or PNG from the first byte to the
 * last: whatever hangs on to it (an archive, a page, a script) would make it two files in one.
 */
export function readImageStructure(bytes: Buffer): ImageStructure | null {
  try {
    if (bytes.subarray(0, 8).equals(PNG_SIGNATURE)) return readPng(bytes);
    return bytes.readUInt16BE(0) === 0xffd8 ? readJpeg(bytes) : null;
  } catch (error) {
    if (error instanceof RangeError) return null; // it ends before it should
    throw error;
  }
}

/** Chunk after chunk up to IEND (PNG, third edition, §5.3). */
function readPng(bytes: Buffer): ImageStructure | null {
  if (bytes.toString('latin1', 12, 16) !== 'IHDR') return null;
  const size = { width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20) };
  for (let at = 8; ; ) {
    const length = bytes.readUInt32BE(at);
    const end = at + 12 + length;
    if (bytes.toString('latin1', at + 4, at + 8) === 'IEND')
      return end === bytes.length && isReal(size) ? { format: 'png', ...size } : null;
    at = end;
  }
}

/** Marker after marker up to EOI (ITU-T T.81, annex B); a progressive image has several scans. */
function readJpeg(bytes: Buffer): ImageStructure | null {
  let size = { width: 0, height: 0 };
  for (let at = 2; ; ) {
    if (bytes.readUInt8(at) !== 0xff) return null;
    const marker = bytes.readUInt8(at + 1);
    if (marker === 0xff) {
      at += 1; // fill bytes may stand before a marker
      continue;
    }
    if (marker === EOI) return at + 2 === bytes.length && isReal(size) ? { format: 'jpeg', ...size } : null;
    if (isFrame(marker)) size = { height: bytes.readUInt16BE(at + 5), width: bytes.readUInt16BE(at + 7) };
    at += 2 + bytes.readUInt16BE(at + 2);
    if (marker === SOS) at = endOfScan(bytes, at);
  }
}

const EOI = 0xd9;
const SOS = 0xda;

/** SOF0 to SOF15, without the three among them that are something else. */
function isFrame(marker: number): boolean {
  return marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
}

/** In a scan, FF 00 is a byte of data and FF D0 to D7 are restarts; any other FF begins the next marker. */
function endOfScan(bytes: Buffer, from: number): number {
  for (let at = bytes.indexOf(0xff, from); at !== -1; at = bytes.indexOf(0xff, at + 1)) {
    const next = bytes.readUInt8(at + 1);
    if (next !== 0 && !(next >= 0xd0 && next <= 0xd7)) return at;
  }
  throw new RangeError('a scan without end');
}

function isReal({ width, height }: { width: number; height: number }): boolean {
  return width > 0 && height > 0;
}
