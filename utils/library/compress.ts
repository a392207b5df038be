/** Packs bytes with gzip. Never call it inside a transaction, which would end meanwhile. */
export function gzip(bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>> {
  return pipe(bytes, new CompressionStream('gzip'));
}

export function gunzip(bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>> {
  return pipe(bytes, new DecompressionStream('gzip'));
}

/** The bytes go in at once: a blob's stream would take them through another process, and back in small pieces. */
async function pipe(
  bytes: Uint8Array<ArrayBuffer>,
  through: CompressionStream | DecompressionStream,
): Promise<Uint8Array<ArrayBuffer>> {
  const writer = through.writable.getWriter();
  const writing = writer.write(bytes).then(() => writer.close());
  // What can't be unpacked is told by the readable end.
  writing.catch(() => undefined);
  return new Uint8Array(await new Response(through.readable).arrayBuffer());
}
