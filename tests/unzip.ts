import { Uint8ArrayReader, Uint8ArrayWriter, ZipReader } from '@zip.js/zip.js/index-native.js';

/** The files of a ZIP archive by their names, each checked against its sum. */
export async function unzip(archive: Uint8Array): Promise<Record<string, Uint8Array>> {
  const zip = new ZipReader(new Uint8ArrayReader(archive), { useWebWorkers: false, checkSignature: true });
  const files: Record<string, Uint8Array> = {};
  for (const entry of await zip.getEntries())
    if (!entry.directory) files[entry.filename] = await entry.getData(new Uint8ArrayWriter());
  await zip.close();
  return files;
}
