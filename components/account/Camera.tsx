import { useEffect, useRef, useState } from 'preact/hooks';
import { profileTexts } from '../../locales/profile.ts';
import { textsOf } from '../../utils/appearance.ts';
import { Button } from '../controls/Button.tsx';
import { Notice } from '../controls/Notice.tsx';
import styles from './AvatarView.module.css';

/** The camera, once the browser's own question was answered; it is let go of as soon as this closes. */
export function Camera({ onPicture, onClose }: { onPicture: (picture: Blob) => void; onClose: () => void }) {
  const texts = textsOf(profileTexts);
  const video = useRef<HTMLVideoElement>(null);
  const [hasFailed, setFailed] = useState(false);
  useEffect(() => {
    const closing = new AbortController();
    follow(video.current, closing.signal).catch(() => setFailed(true));
    return () => closing.abort();
  }, []);
  const take = async () => {
    if (!video.current) return;
    const { videoWidth, videoHeight } = video.current;
    const canvas = new OffscreenCanvas(videoWidth, videoHeight);
    canvas.getContext('2d')?.drawImage(video.current, 0, 0);
    onPicture(await canvas.convertToBlob({ type: 'image/png' }));
  };
  if (hasFailed) {
    return (
      <Notice kind="danger" isBlock>
        {texts.cameraFailed}
      </Notice>
    );
  }
  return (
    <div class={styles.camera}>
      <video ref={video} autoPlay playsInline muted aria-label={texts.camera} />
      <div class={styles.buttons}>
        <Button kind="primary" onClick={() => void take()}>
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
