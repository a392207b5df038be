import { MAX_AVATAR_BYTES, MAX_AVATAR_PIXELS } from '../../protocol/profile.ts';

/** A square of a picture, in its pixels. */
export interface Square {
  x: number;
  y: number;
  size: number;
}

/** Why a file can't be the picture, before anything of it is unpacked. Told by its first bytes: a name can say anything. */
export async function pictureProblem(file: Blob): Promise<'too-large' | 'image-not-accepted' | null> {
  if (file.size > MAX_AVATAR_BYTES) return 'too-large';
  const first = new Uint8Array(await file.slice(0, 8).arrayBuffer());
  const isJpeg = first[0] === 0xff && first[1] === 0xd8 && first[2] === 0xff;
  const isPng = PNG.every((byte, index) => first[index] === byte);
  return isJpeg || isPng ? null : 'image-not-accepted';
}

const PNG = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];

/** The picture, set upright, at the most this wide or high: more is never shown. Null where it can't be read, or has too many pixels. */
export async function openPicture(file: Blob): Promise<ImageBitmap | null> {
  try {
    const whole = await createImageBitmap(file, { imageOrientation: 'from-image' });
    if (whole.width * whole.height <= MAX_AVATAR_PIXELS) return whole;
    whole.close();
    return null;
  } catch {
    return null;
  }
}

/** A quarter turn to the left. */
export async function turnPicture(picture: ImageBitmap): Promise<ImageBitmap> {
  const canvas = new OffscreenCanvas(picture.height, picture.width);
  const context = canvas.getContext('2d');
  context?.translate(0, picture.width);
  context?.rotate(-Math.PI / 2);
  context?.drawImage(picture, 0, 0);
  return createImageBitmap(canvas);
}

/** The largest square in the middle. */
export function wholeSquare({ width, height }: { width: number; height: number }): Square {
  const size = Math.min(width, height);
  return { x: Math.round((width - size) / 2), y: Math.round((height - size) / 2), size };
}

/** Fewer pixels than this would be blown up to be shown. */
const LEAST_PIXELS = 64;

/** The nearest square that lies within the picture. */
export function within(square: Square, { width, height }: { width: number; height: number }): Square {
  const largest = Math.min(width, height);
  const size = Math.round(Math.min(Math.max(square.size, Math.min(LEAST_PIXELS, largest)), largest));
  return {
    x: Math.round(Math.min(Math.max(square.x, 0), width - size)),
    y: Math.round(Math.min(Math.max(square.y, 0), height - size)),
    size,
  };
}

/** Another size about the same middle. */
export function resized({ x, y, size }: Square, wanted: number): Square {
  return { x: x + (size - wanted) / 2, y: y + (size - wanted) / 2, size: wanted };
}

/** Twice what the service keeps: its own scaling has something to work with. */
const SENT_PIXELS = 1024;
const JPEG_QUALITY = 0.92;

/** The square as a JPEG of its own: what else the file holds, the place where it was taken among it, never leaves this device. */
export async function cutOut(picture: ImageBitmap, { x, y, size }: Square): Promise<Blob> {
  const side = Math.min(size, SENT_PIXELS);
  const canvas = new OffscreenCanvas(side, side);
  const context = canvas.getContext('2d');
  if (!context) throw new Error('no canvas to draw on');
  context.fillStyle = '#fff'; // a JPEG has no clear places
  context.fillRect(0, 0, side, side);
  context.drawImage(picture, x, y, size, size, 0, 0, side, side);
  return canvas.convertToBlob({ type: 'image/jpeg', quality: JPEG_QUALITY });
}
