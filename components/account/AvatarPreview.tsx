import { useEffect, useRef } from 'preact/hooks';
import styles from './AvatarView.module.css';
import type { Square } from './crop-picture.ts';

const SIZES = [128, 64, 32];

/** What will be seen, at three sizes, while the square is moved. */
export function AvatarPreview({ picture, square }: { picture: ImageBitmap; square: Square }) {
  return (
    <div class={styles.previews}>
      {SIZES.map((size) => (
        <Preview key={size} picture={picture} square={square} size={size} />
      ))}
    </div>
  );
}

function Preview({ picture, square, size }: { picture: ImageBitmap; square: Square; size: number }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    const context = canvas.current?.getContext('2d');
    if (!context) return;
    context.imageSmoothingQuality = 'high';
    context.fillStyle = '#fff';
    context.fillRect(0, 0, 2 * size, 2 * size);
    context.drawImage(picture, square.x, square.y, square.size, square.size, 0, 0, 2 * size, 2 * size);
  }, [picture, square.x, square.y, square.size, size]);
  return (
    <figure>
      {/* Twice the pixels, for dense screens. */}
      <canvas
        ref={canvas}
        width={2 * size}
        height={2 * size}
        style={{ width: `${size}px`, height: `${size}px` }}
      />
      <figcaption>{size}</figcaption>
    </figure>
  );
}
