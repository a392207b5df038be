import { useState } from 'preact/hooks';
import { guestMergeTexts } from '../../locales/guest-merge.ts';
import { textsOf } from '../../utils/appearance.ts';
import { Button } from '../controls/Button.tsx';
import { Notice } from '../controls/Notice.tsx';
import { useSyncState } from '../library/use-sync-state.ts';
import styles from './AccountPage.module.css';
import { GuestPreview } from './GuestPreview.tsx';
import { type GuestMergeState, useGuestMerge } from './use-guest-merge.ts';

/**
 * What was saved on this computer before signing in, offered for the account of `member`: what would come, and afterwards the way back.
 * Nothing happens before the reader has chosen.
 */
export function GuestOffer({ account }: { account: string }) {
  const texts = textsOf(guestMergeTexts);
  const guest = useGuestMerge(account);
  const { preview, last, said } = guest;
  const count = preview && preview.articles.all + preview.marks.all;
  const isUndone = said !== null && typeof said === 'object';
  if (guest.working === null && last?.status === 'merged') return <Merged guest={guest} />;
  if (!preview || (count === 0 && !last && said === null)) return null;
  return (
    <section class={styles.guest} aria-busy={guest.working !== null}>
      {isUndone && <p role="status">{said.stayed === 0 ? texts.undone : texts.undoneBut(said.stayed)}</p>}
      {said === 'merge-failed' && <Problem words={texts.failed} />}
      {said === 'undo-failed' && <Problem words={texts.undoFailed} />}
      {said === 'other-member' && <Problem words={texts.otherMember} />}
      {last !== null ? (
        <Unfinished guest={guest} />
      ) : (
        count !== 0 && <Offer guest={guest} preview={preview} />
      )}
    </section>
  );
}

function Problem({ words }: { words: string }) {
  return (
    <Notice kind="danger" isBlock>
      {words}
    </Notice>
  );
}

interface OfferProps {
  guest: GuestMergeState;
  preview: NonNullable<GuestMergeState['preview']>;
}

function Offer({ guest, preview }: OfferProps) {
  const texts = textsOf(guestMergeTexts);
  const [isKept, setKept] = useState(false);
  const [sync] = useSyncState();
  // Before the first sync nobody knows what the account holds.
  const isComing = sync?.status === 'syncing' && sync.lastSyncedAt === null;
  if (isKept) return <p role="status">{texts.kept}</p>;
  return (
    <>
      <p>{texts.here({ articles: preview.articles.all, marks: preview.marks.all })}</p>
      <p>{texts.ask}</p>
      <GuestPreview preview={preview} />
      {isComing && <p role="status">{texts.waits}</p>}
      <div class={styles.actions}>
        <Button isBusy={guest.working !== null || isComing} onClick={() => void guest.merge()}>
          {guest.working === 'merging' ? texts.merging : texts.merge}
        </Button>
        <Button onClick={() => setKept(true)}>{texts.keep}</Button>
      </div>
    </>
  );
}

/** A merge that goes on, or was cut in the middle. */
function Unfinished({ guest }: { guest: GuestMergeState }) {
  const texts = textsOf(guestMergeTexts);
  if (guest.working === 'merging') return <p role="status">{texts.merging}</p>;
  if (guest.working === 'undoing') return <p role="status">{texts.undoing}</p>;
  return (
    <>
      <p>{texts.cut}</p>
      <div class={styles.actions}>
        <Button onClick={() => void guest.merge()}>{texts.goOn}</Button>
        <Button onClick={() => void guest.undo()}>{texts.undo}</Button>
      </div>
    </>
  );
}

const NOTHING = { articles: 0, marks: 0 };

function Merged({ guest }: { guest: GuestMergeState }) {
  const texts = textsOf(guestMergeTexts);
  return (
    <section class={styles.guest}>
      <p role="status">{texts.merged(guest.last?.counts ?? NOTHING)}</p>
      <div class={styles.actions}>
        <Button onClick={() => void guest.undo()}>{texts.undo}</Button>
        <Button kind="quiet" onClick={() => void guest.accept()}>
          {texts.fine}
        </Button>
      </div>
    </section>
  );
}
