import { lockFolder } from '../../service/db/lock-folder.ts';

/** A process that takes the folder it is told of, at the moment it is told, and gives it back when it is told to. */
let unlock = () => {};

process.on('message', (order: { folder: string; at: number } | 'give it back') => {
  if (order === 'give it back') {
    unlock();
    unlock = () => {};
    process.send?.('given back');
    return;
  }
  while (Date.now() < order.at) {
    // all of them at once
  }
  try {
    unlock = lockFolder(order.folder);
    process.send?.('taken');
  } catch (error) {
    process.send?.(error instanceof Error ? error.name : 'failed');
  }
});
