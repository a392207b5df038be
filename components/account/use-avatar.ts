import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
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
import { textsOf } from '../../utils/appearance.ts';
import { type Act, useAct } from './use-act.ts';

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
  const [shown, show] = usePicture();
  const [progress, setProgress] = useState<number | null>(null);
  const { run } = act;
  /** Told that one waits: whoever sends it, this page or the background, the reader is told of that too. */
  const isWaiting = useRef(false);

  const reload = useCallback(async () => {
    const waiting = await queuedAvatar();
    if (waiting) {
      show(waiting);
      return textsOf(profileTexts).queued;
    }
    const { avatar } = await readProfile();
    show(avatar === null ? null : await loadAvatar(avatar));
    return undefined;
  }, [show]);

  useEffect(() => {
    const goOn = () =>
      void run(async () => {
        const wasWaiting = isWaiting.current;
        const isSent = await sendQueuedAvatar();
        const words = await reload();
        isWaiting.current = (await queuedAvatar()) !== null;
        return isSent || (wasWaiting && !isWaiting.current) ? textsOf(profileTexts).saved : words;
      });
    goOn();
    addEventListener('online', goOn);
    // A network that has just come back may not carry anything yet.
    const timer = setInterval(() => isWaiting.current && goOn(), TRY_AGAIN_MS);
    return () => {
      removeEventListener('online', goOn);
      clearInterval(timer);
    };
  }, [run, reload]);

  const save = async (picture: Blob): Promise<boolean> => {
    let isKept = false;
    await run(async () => {
      setProgress(0);
      try {
        const words = await sendOrQueue(picture, setProgress);
        isKept = true;
        isWaiting.current = (await queuedAvatar()) !== null;
        show(picture);
        return words;
      } finally {
        setProgress(null);
      }
    });
    return isKept;
  };
  const remove = () =>
    run(async () => {
      await removeAvatarAndQueued();
      show(null);
      return textsOf(profileTexts).removed;
    });
  return { ...act, shown, progress, save, remove };
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

/** The address of a picture, given back when another takes its place. */
function usePicture(): [string | null, (picture: Blob | null) => void] {
  const [address, setAddress] = useState<string | null>(null);
  useEffect(() => () => (address === null ? undefined : URL.revokeObjectURL(address)), [address]);
  const show = useCallback((picture: Blob | null) => setAddress(picture && URL.createObjectURL(picture)), []);
  return [address, show];
}
