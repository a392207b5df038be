import { makeBackup } from '../../utils/keeping/make-backup.ts';
import { openCurrentStore } from '../../utils/library/open-library.ts';
import { call } from '../../utils/messages/call.ts';

/** A page without a window, in which the archive of a scheduled backup is made: nothing is shown here. */
makeAndTell().catch(async (error: unknown) => {
  console.error('backup', error);
  await call('backup-made', null);
});

async function makeAndTell(): Promise<void> {
  const store = await openCurrentStore();
  const archive = await makeBackup(store);
  const { account } = store;
  await call('backup-made', { url: URL.createObjectURL(archive), bytes: archive.size, account });
}
