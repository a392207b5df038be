import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** The built extension with other permissions than it comes with. */
export interface GrantedExtension extends AsyncDisposable {
  folder: string;
}

/**
 * A copy of the build whose manifest has these permissions already. Headless Chromium draws no question for them and never answers; all else, the
 * reader's click that asks included, is the build as it is.
 */
export function grantPermissions(folder: string, permissions: string[]): Promise<GrantedExtension> {
  return copyWith(folder, (manifest) => {
    manifest.optional_permissions = without(manifest.optional_permissions, permissions);
    manifest.permissions.push(...permissions);
  });
}

/** A copy that may not even ask for these, as in a browser that does not have them. */
export function withholdPermissions(folder: string, permissions: string[]): Promise<GrantedExtension> {
  return copyWith(folder, (manifest) => {
    manifest.optional_permissions = without(manifest.optional_permissions, permissions);
  });
}

interface Manifest {
  permissions: string[];
  optional_permissions: string[];
}

async function copyWith(folder: string, change: (manifest: Manifest) => void): Promise<GrantedExtension> {
  const copy = await mkdtemp(join(tmpdir(), 'observation-granted-'));
  await cp(folder, copy, { recursive: true });
  const file = join(copy, 'manifest.json');
  const manifest = JSON.parse(await readFile(file, 'utf8'));
  change(manifest);
  await writeFile(file, JSON.stringify(manifest));
  return { folder: copy, [Symbol.asyncDispose]: () => rm(copy, { recursive: true, force: true }) };
}

function without(names: string[], left: string[]): string[] {
  return names.filter((name) => !left.includes(name));
}
