import { randomBytes } from 'node:crypto';
import type { BlobKey } from '../blobs/blob-store.ts';
import type { ServiceContext } from '../context.ts';
import { findById } from './members.ts';

/** Beside the member's blobs, so that it goes with them. */
function keyOf(memberId: string, name: string): BlobKey {
  return { memberId, sha256: `avatar-${name}` };
}

/** Stores a picture, and only then lets go of the one before: at each moment there is a whole one. */
export async function storeAvatar(
  { db, blobs }: Pick<ServiceContext, 'db' | 'blobs'>,
  memberId: string,
  webp: Buffer,
): Promise<string> {
  const name = randomBytes(18).toString('base64url');
  const upload = await blobs.beginUpload();
  try {
    await upload.write(webp);
    // Once the member is locked: an account that goes meanwhile leaves no file behind.
    await replace({ db, blobs }, memberId, name, () => blobs.keep(keyOf(memberId, name), upload));
  } finally {
    await upload.discard();
  }
  return name;
}

export async function removeAvatar(
  context: Pick<ServiceContext, 'db' | 'blobs'>,
  memberId: string,
): Promise<void> {
  await replace(context, memberId, null, async () => {});
}

/** The member's present picture, or null. Another member's, and one from before, is not found. */
export async function readAvatar(
  { db, blobs }: Pick<ServiceContext, 'db' | 'blobs'>,
  memberId: string,
  name: string,
) {
  const { avatar } = await findById(db, memberId);
  return avatar === name ? ((await blobs.read(keyOf(memberId, name)))?.body ?? null) : null;
}

async function replace(
  { db, blobs }: Pick<ServiceContext, 'db' | 'blobs'>,
  memberId: string,
  name: string | null,
  keep: () => Promise<void>,
): Promise<void> {
  const before = await db.transaction().execute(async (tx) => {
    const { avatar } = await tx
      .selectFrom('member')
      .select('avatar')
      .where('id', '=', memberId)
      .forUpdate()
      .executeTakeFirstOrThrow();
    await keep();
    await tx.updateTable('member').set({ avatar: name }).where('id', '=', memberId).execute();
    return avatar;
  });
  // A file that a crash leaves here is read by nobody, and goes with the account.
  if (before !== null) await blobs.remove(keyOf(memberId, before));
}
