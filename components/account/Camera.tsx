import { useEffect, useRef, useState } from 'preact/hooks';
import { profileTexts } from '../../locales/profile.ts';
import { textsOf } from '../../utils/appearance.ts';
import { Button } from '../controls/Button.tsx';
import styles from './AvatarView.module.css';
import { useFocusGoesBack } from './use-focus-goes-back.ts';

interface CameraProps {
  onPicture: (picture: Blob) => void;
  /** The browser did not allow it, or there is none. */
  onFail: () => void;
  onClose: () => void;
}

/** The camera, once the browser's own question was answered; it is let go of as soon as this closes. */
export function Camera({ onPicture, onFail, onClose }: CameraProps) {
  const texts = textsOf(profileTexts);
  const place = useRef<HTMLDivElement>(null);
  const video = useRef<HTMLVideoElement>(null);
  const [isSeeing, setSeeing] = useState(false);
  useFocusGoesBack(place);
  useEffect(() => {
    const closing = new AbortController();
    follow(video.current, closing.signal).catch(() => {
      if (!closing.signal.aborted) onFail();
    });
    return () => closing.abort();
  }, []);
  const take = async () => {
    if (!video.current) return;
    const { videoWidth, videoHeight } = video.current;
    const canvas = new OffscreenCanvas(videoWidth, videoHeight);
    canvas.getContext('2d')?.drawImage(video.current, 0, 0);
    onPicture(await canvas.convertToBlob({ type: 'image/png' }));
  };
  return (
    <div ref={place} class={styles.camera}>
      <video
        ref={video}
        autoPlay
        playsInline
        muted
        aria-label={texts.camera}
        onLoadedMetadata={() => setSeeing(true)}
      />
      <div class={styles.buttons}>
        <Button kind="primary" disabled={!isSeeing} onClick={() => void take()}>
          {texts.take}
        </Button>
        <Button onClick={onClose}>{texts.cancel}</Button>
      </div>
    </div>
  );
}

async function follow(video: HTMLVideoElement | null, signal: AbortSignal): Promise<void> {
  const stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: 'user' } });
  const stop = () => {
    for (const track of stream.getTracks()) track.stop();
  };
  if (signal.aborted) return stop();
  signal.addEventListener('abort', stop, { once: true });
  if (video) video.srcObject = stream;
}
