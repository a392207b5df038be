import { Camera as CameraIcon, RotateCcw, Upload } from 'lucide-preact';
import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import { errorSentence } from '../../locales/errors.ts';
import { profileTexts } from '../../locales/profile.ts';
import { language, textsOf } from '../../utils/appearance.ts';
import { Button } from '../controls/Button.tsx';
import { Notice } from '../controls/Notice.tsx';
import { AccountHead } from './AccountHead.tsx';
import { ActNotice } from './ActNotice.tsx';
import { AvatarPreview } from './AvatarPreview.tsx';
import styles from './AvatarView.module.css';
import { Camera } from './Camera.tsx';
import { CropBox } from './CropBox.tsx';
import {
  cutOut,
  openPicture,
  pictureProblem,
  resized,
  type Square,
  turnPicture,
  wholeSquare,
  within,
} from './crop-picture.ts';
import { useAvatar } from './use-avatar.ts';
import { useFocusGoesOn } from './use-focus-goes-on.ts';

/** 头像设置: choose, drop, paste or take a picture; cut a square out of it; the one before stays until the new one is stored. */
export function AvatarView() {
  const texts = textsOf(profileTexts);
  const avatar = useAvatar();
  const [picture, setPicture] = useState<ImageBitmap | null>(null);
  const [square, setSquare] = useState<Square>({ x: 0, y: 0, size: 1 });
  const [problem, setProblem] = useState<string | null>(null);
  const [isCamera, setCamera] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  const place = useRef<HTMLDivElement>(null);
  const stage = picture ? 'cut' : avatar.shown ? 'shown' : 'none';
  // The picture there is comes by itself, without a press.
  useFocusGoesOn(stage, (before) =>
    before === 'none' && stage === 'shown' ? null : place.current?.querySelector('button'),
  );

  const show = useCallback((next: ImageBitmap) => {
    setPicture(next);
    setSquare(wholeSquare(next));
  }, []);
  const take = useCallback(
    async (file: Blob | null | undefined) => {
      if (!file) return;
      setCamera(false);
      const code = await pictureProblem(file);
      const opened = code === null ? await openPicture(file) : null;
      if (opened) show(opened);
      const sentence = errorSentence(language.value, { code: code ?? 'image-broken' });
      setProblem(opened ? null : code === 'too-large' ? texts.tooLarge : sentence);
    },
    [show, texts],
  );
  useEffect(() => {
    const paste = (event: ClipboardEvent) => void take(event.clipboardData?.files[0]);
    addEventListener('paste', paste);
    return () => removeEventListener('paste', paste);
  }, [take]);
  const save = async () => {
    if (!picture) return;
    if (await avatar.save(await cutOut(picture, square))) setPicture(null);
  };
  return (
    <>
      <AccountHead at="avatar" />
      <p class={styles.muted}>{texts.avatarAsk}</p>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: what is dropped here can be chosen by a button as well */}
      <div
        ref={place}
        class={styles.drop}
        onDragOver={(event) => event.preventDefault()}
        onDrop={(event) => {
          event.preventDefault();
          void take(event.dataTransfer?.files[0]);
        }}
      >
        <input
          ref={input}
          type="file"
          class="visually-hidden"
          aria-label={texts.choose}
          accept="image/jpeg,image/png"
          onChange={(event) => {
            void take(event.currentTarget.files?.[0]);
            event.currentTarget.value = '';
          }}
        />
        {isCamera && (
          <Camera
            onPicture={(file) => void take(file)}
            onFail={() => {
              setCamera(false);
              setProblem(texts.cameraFailed);
            }}
            onClose={() => setCamera(false)}
          />
        )}
        {picture ? (
          <div class={styles.columns}>
            <div>
              <CropBox picture={picture} square={square} onChange={setSquare} />
              <div class={styles.tools}>
                <label class={styles.zoom}>
                  {texts.small}
                  <input
                    type="range"
                    aria-label={texts.squareSize}
                    min={Math.min(64, picture.width, picture.height)}
                    max={Math.min(picture.width, picture.height)}
                    value={square.size}
                    onInput={(event) =>
                      setSquare(within(resized(square, Number(event.currentTarget.value)), picture))
                    }
                  />
                  {texts.large}
                </label>
                <Button size="s" icon={RotateCcw} onClick={async () => show(await turnPicture(picture))}>
                  {texts.turn}
                </Button>
              </div>
            </div>
            <div class={styles.side}>
              <h2>{texts.preview}</h2>
              <AvatarPreview picture={picture} square={square} />
              <p class={styles.keys}>{texts.squareKeys}</p>
              {avatar.progress !== null && (
                <progress
                  class={styles.progress}
                  value={avatar.progress}
                  max={1}
                  aria-label={texts.sending}
                />
              )}
              <div class={styles.buttons}>
                <Button kind="primary" size="l" isBusy={avatar.isBusy} onClick={() => void save()}>
                  {avatar.isBusy ? texts.sending : texts.save}
                </Button>
                <Button size="l" onClick={() => input.current?.click()}>
                  {texts.chooseAgain}
                </Button>
              </div>
            </div>
          </div>
        ) : (
          <div class={styles.empty}>
            {avatar.shown && <img src={avatar.shown} width={128} height={128} alt={texts.present} />}
            <p>{avatar.shown ? texts.presentWords : texts.none}</p>
            <div class={styles.buttons}>
              <Button kind="primary" icon={Upload} onClick={() => input.current?.click()}>
                {texts.choose}
              </Button>
              <Button
                icon={CameraIcon}
                onClick={() => {
                  setProblem(null);
                  setCamera(true);
                }}
              >
                {texts.camera}
              </Button>
              {avatar.shown && (
                <Button isBusy={avatar.isBusy} onClick={() => void avatar.remove()}>
                  {texts.remove}
                </Button>
              )}
            </div>
            <p class={styles.keys}>{texts.dropWords}</p>
          </div>
        )}
      </div>
      {problem && (
        <Notice kind="danger" isBlock>
          {problem}
        </Notice>
      )}
      <ActNotice act={avatar} />
    </>
  );
}
