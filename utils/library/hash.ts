/** SHA-256 in 64 hexadecimal digits; a text is hashed as its UTF-8. Never call it inside a transaction, which would end meanwhile. */
export async function sha256Hex(content: string | Uint8Array<ArrayBuffer>): Promise<string> {
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
  const digest = await crypto.subtle.digest('SHA-256', bytes);
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** The id of a record that is known by what it stands for: the first 32 digits. */
export async function idOf(content: string): Promise<string> {
  return (await sha256Hex(content)).slice(0, 32);
}

/** An article is known by its validated canonical address, so that two devices that save it offline make one. */
export function articleIdOf(address: string): Promise<string> {
  return idOf(address);
}
