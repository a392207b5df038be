import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import { controlsTexts } from '../../locales/controls.ts';
import { profileTexts } from '../../locales/profile.ts';
import { loadAvatar, readProfile } from '../../utils/account/profile-client.ts';
import {
  queueAvatar,
  queuedAvatar,
  removeAvatarAndQueued,
  sendChosenAvatar,
  sendQueuedAvatar,
} from '../../utils/account/queued-avatar.ts';
import { ServiceError } from '../../utils/account/service-error.ts';
import { currentSession, type Session } from '../../utils/account/session.ts';
import { textsOf } from '../../utils/appearance.ts';
import { showToast } from '../controls/toasts.ts';
import { cutOut, openPicture, wholeSquare } from './crop-picture.ts';
import { failureWords } from './failure-words.ts';
import { type Act, useAct } from './use-act.ts';
import { usePicture } from './use-picture.ts';

export interface Avatar extends Act {
  /** Address of the present picture; null where there is none. */
  shown: string | null;
  /** 0–1 while one is sent, else null. */
  progress: number | null;
  /** Stores a picture, or lets it wait where the service can't be reached. False where it was refused, which is said. */
  save: (picture: Blob) => Promise<boolean>;
  remove: () => Promise<void>;
}

export function useAvatar(): Avatar {
  const act = useAct();
  const { shown, picture, show } = usePicture();
  const [progress, setProgress] = useState<number | null>(null);
  const { run } = act;
  const isLoaded = useRef(false);
  /** Told that one waits: whoever sends it, this page or the background, the reader is told of that too. */
  const isWaiting = useRef(false);

  const load = useCallback(
    () =>
      run(async () => {
        const sending = sendQueuedAvatar();
        const waiting = await sending.then(queuedAvatar, () => null);
        isWaiting.current = waiting !== null;
        show(waiting ?? (await presentAvatar()));
        isLoaded.current = true;
        const isSent = await sending; // says so where it was refused
        if (waiting) return textsOf(profileTexts).queued;
        return isSent ? textsOf(profileTexts).saved : undefined;
      }),
    [run, show],
  );
  /** Nothing is said before it has come to an end. */
  const tryAgain = useCallback(async () => {
    const sending = sendQueuedAvatar();
    const waiting = await sending.then(queuedAvatar, () => null);
    if (waiting !== null || !isWaiting.current) return;
    await run(async () => {
      isWaiting.current = false;
      const present = await presentAvatar();
      show(present);
      await sending; // as above
      return present && textsOf(profileTexts).saved;
    });
  }, [run, show]);

  useEffect(() => {
    const goOn = () => {
      if (!isLoaded.current) void load();
      else if (isWaiting.current) void tryAgain();
    };
    goOn();
    addEventListener('online', goOn);
    // A network that has just come back may not carry anything yet.
    const timer = setInterval(() => isWaiting.current && goOn(), TRY_AGAIN_MS);
    return () => {
      removeEventListener('online', goOn);
      clearInterval(timer);
    };
  }, [load, tryAgain]);

  const store = async (chosen: Blob): Promise<string> => {
    setProgress(0);
    try {
      const words = await sendOrQueue(chosen, setProgress);
      isWaiting.current = (await queuedAvatar()) !== null;
      show(chosen);
      return words;
    } finally {
      setProgress(null);
    }
  };
  const save = async (chosen: Blob): Promise<boolean> => {
    let isKept = false;
    await run(async () => {
      const words = await store(chosen);
      isKept = true;
      return words;
    });
    return isKept;
  };
  const remove = () =>
    run(async () => {
      const removed = picture.current;
      const owner = await currentSession();
      await removeAvatarAndQueued();
      isWaiting.current = false;
      show(null);
      const putBack = async () => {
        const asked = removed && (await isWithout(owner)) ? await asJpeg(removed) : null;
        if (asked) showToast({ text: await store(asked) });
      };
      const undo = () =>
        void putBack().catch((error: unknown) => showToast({ text: failureWords(error, 'the picture') }));
      const action = { label: textsOf(controlsTexts).undo, onAction: undo };
      showToast({ text: textsOf(profileTexts).removed, ...(removed && { action }) });
    });
  return { ...act, shown, progress, save, remove };
}

/** Whether it is still that member, who has chosen no other picture since. */
async function isWithout(owner: Session | null): Promise<boolean> {
  const now = await currentSession();
  if (now?.memberId !== owner?.memberId || (await queuedAvatar()) !== null) return false;
  // Out of reach, none can have been chosen here.
  return (await readProfile().catch(() => null))?.avatar == null;
}

/** What the service keeps is of a kind that it does not take. Null where it can't be read. */
async function asJpeg(picture: Blob): Promise<Blob | null> {
  const opened = await openPicture(picture);
  return opened && cutOut(opened, wholeSquare(opened));
}

/** The one that the service has; null where there is none. */
async function presentAvatar(): Promise<Blob | null> {
  const { avatar } = await readProfile();
  return avatar === null ? null : loadAvatar(avatar);
}

const TRY_AGAIN_MS = 3_000;

async function sendOrQueue(picture: Blob, onProgress: (share: number) => void): Promise<string> {
  const texts = textsOf(profileTexts);
  try {
    if (!navigator.onLine) throw new ServiceError('unreachable');
    await sendChosenAvatar(picture, onProgress);
    return texts.saved;
  } catch (error) {
    if (!(error instanceof ServiceError) || !MAY_WAIT.includes(error.code)) throw error;
    await queueAvatar(picture);
    return texts.queued;
  }
}

const MAY_WAIT = ['unreachable', 'unavailable', 'bad-answer'];
