import { useEffect, useState } from 'preact/hooks';
import { upkeepTexts } from '../../locales/upkeep.ts';
import { textsOf } from '../../utils/appearance.ts';
import { countSetAside } from '../../utils/library/count-set-aside.ts';
import { openAccountStore } from '../../utils/library/open-library.ts';
import { readStorageRoom, type StorageRoom } from '../../utils/storage-room.ts';
import { ButtonLink } from '../controls/Button.tsx';
import { Notice } from '../controls/Notice.tsx';
import { sizeWords } from '../controls/size-words.ts';
import { PolicyNotice } from './PolicyNotice.tsx';
import { untilQuiet } from './until-quiet.ts';

interface LibraryNoticesProps {
  account: string;
  /** Changes whenever the library does: there may be less room, or more set aside. */
  contents: unknown;
}

/** What the reader should know of the library as a whole: a policy to agree to, rows that could not be read, and that it is nearly full. */
export function LibraryNotices({ account, contents }: LibraryNoticesProps) {
  const texts = textsOf(upkeepTexts);
  const [aside, setAside] = useState(0);
  const [room, setRoom] = useState<StorageRoom | null>(null);
  useEffect(() => {
    if (contents === null) return;
    const looking = new AbortController();
    const look = async () => {
      await untilQuiet(looking.signal);
      setAside(await countSetAside(await openAccountStore(account)));
    };
    // What can't be read now is looked at with the next change.
    look().catch(() => undefined);
    return () => looking.abort();
  }, [account, contents]);
  useEffect(() => {
    readStorageRoom().then(setRoom, () => setRoom(null));
  }, [contents]);
  return (
    <>
      <PolicyNotice account={account} isReady={contents !== null} />
      {aside > 0 && (
        <Notice
          kind="warn"
          actions={
            <ButtonLink size="s" href="/options.html#check">
              {texts.look}
            </ButtonLink>
          }
        >
          {texts.notice(aside)}
        </Notice>
      )}
      {room?.isShort && (
        <Notice
          kind="warn"
          actions={
            <>
              <ButtonLink size="s" href="/options.html#storage">
                {texts.room}
              </ButtonLink>
              <ButtonLink size="s" href="/options.html#backup">
                {texts.backUp}
              </ButtonLink>
            </>
          }
        >
          {texts.shortOfRoom(sizeWords(Math.max(0, room.quota - room.used)))}
        </Notice>
      )}
    </>
  );
}
