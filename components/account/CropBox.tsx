import { useEffect, useRef } from 'preact/hooks';
import { profileTexts } from '../../locales/profile.ts';
import { textsOf } from '../../utils/appearance.ts';
import styles from './AvatarView.module.css';
import { resized, type Square, within } from './crop-picture.ts';

interface CropBoxProps {
  picture: ImageBitmap;
  square: Square;
  onChange: (square: Square) => void;
}

/** The picture and the square that is cut out of it: dragged by mouse or finger, moved by the arrows, made larger and smaller by + and −. */
export function CropBox({ picture, square, onChange }: CropBoxProps) {
  const texts = textsOf(profileTexts);
  const canvas = useRef<HTMLCanvasElement>(null);
  const held = useRef<{ pointer: number; x: number; y: number; square: Square } | null>(null);
  useEffect(() => {
    canvas.current?.getContext('2d')?.drawImage(picture, 0, 0);
  }, [picture]);
  const put = (next: Square) => onChange(within(next, picture));
  const percent = (part: number, whole: number) => `${(part / whole) * 100}%`;

  const press = (event: KeyboardEvent) => {
    const step = Math.max(
      1,
      Math.round(Math.min(picture.width, picture.height) / (event.shiftKey ? 10 : 50)),
    );
    const next = moved(square, event.key, step);
    if (!next) return;
    event.preventDefault();
    put(next);
  };
  const drag = (event: PointerEvent) => {
    const from = held.current;
    const shown = canvas.current?.getBoundingClientRect();
    if (!from || !shown || from.pointer !== event.pointerId) return;
    const scale = picture.width / shown.width;
    put({
      ...from.square,
      x: from.square.x + (event.clientX - from.x) * scale,
      y: from.square.y + (event.clientY - from.y) * scale,
    });
  };
  return (
    <div class={styles.picture} style={{ aspectRatio: `${picture.width} / ${picture.height}` }}>
      <canvas ref={canvas} width={picture.width} height={picture.height} />
      <button
        type="button"
        class={styles.square}
        aria-label={texts.square}
        aria-description={texts.squareKeys}
        style={{
          left: percent(square.x, picture.width),
          top: percent(square.y, picture.height),
          width: percent(square.size, picture.width),
          height: percent(square.size, picture.height),
        }}
        onKeyDown={press}
        onPointerDown={(event) => {
          event.currentTarget.setPointerCapture(event.pointerId);
          held.current = { pointer: event.pointerId, x: event.clientX, y: event.clientY, square };
        }}
        onPointerMove={drag}
        onPointerUp={() => {
          held.current = null;
        }}
        onPointerCancel={() => {
          held.current = null;
        }}
      />
    </div>
  );
}

function moved(square: Square, key: string, step: number): Square | null {
  if (key === 'ArrowLeft') return { ...square, x: square.x - step };
  if (key === 'ArrowRight') return { ...square, x: square.x + step };
  if (key === 'ArrowUp') return { ...square, y: square.y - step };
  if (key === 'ArrowDown') return { ...square, y: square.y + step };
  if (key === '+' || key === '=') return resized(square, square.size + 2 * step);
  return key === '-' ? resized(square, square.size - 2 * step) : null;
}
