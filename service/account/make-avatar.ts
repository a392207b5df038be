import sharp, { type Sharp } from 'sharp';
import { AVATAR_SIZE, type Crop, MAX_AVATAR_PIXELS } from '../../protocol/profile.ts';
import { ServiceError } from '../errors.ts';
import { createGate } from './gate.ts';
import { readImageStructure } from './image-structure.ts';

/** Unpacked pictures are large: one at a time, and nothing of them is kept. */
const oneAtATime = createGate(1, 20);
sharp.cache(false);
sharp.concurrency(1);

const WEBP_QUALITY = 84;

/**
 * A square WebP of a picture that somebody sent: told by its content, unpacked only once its size is known to be bearable, set upright, cut and written
 * anew, so that nothing of the file itself is left, its metadata least of all. Throws `image-not-accepted`, `image-too-many-pixels` or `image-broken`.
 */
export async function makeAvatar(bytes: Buffer, crop: Crop): Promise<Buffer> {
  const structure = readImageStructure(bytes);
  if (!structure) throw new ServiceError('image-not-accepted');
  if (structure.width * structure.height > MAX_AVATAR_PIXELS) throw new ServiceError('image-too-many-pixels');
  return oneAtATime(async () => {
    try {
      const { autoOrient: upright } = await sharp(bytes, READING).metadata();
      return await cut(sharp(bytes, READING).autoOrient(), squareIn(upright, crop), upright)
        .webp({ quality: WEBP_QUALITY })
        .toBuffer();
    } catch (error) {
      throw new ServiceError('image-broken', { detail: error instanceof Error ? error.name : '' });
    }
  });
}

const READING = { limitInputPixels: MAX_AVATAR_PIXELS, failOn: 'warning' } as const;

interface Size {
  width: number;
  height: number;
}
interface Square {
  x: number;
  y: number;
  size: number;
}

/** A square beyond the picture's edge can't be one: it is refused as a broken picture would be. */
function squareIn({ width, height }: Size, { x, y, size }: Crop): Square {
  if (x === undefined || y === undefined || !size) {
    const whole = Math.min(width, height);
    return { x: Math.floor((width - whole) / 2), y: Math.floor((height - whole) / 2), size: whole };
  }
  if (x + size > width || y + size > height) throw new RangeError('a square beyond the edge');
  return { x, y, size };
}

/** A large square is made small with the whole picture, and cut then: a JPEG is unpacked at a fraction of its size for that, in a quarter of the time. */
function cut(image: Sharp, { x, y, size }: Square, { width, height }: Size): Sharp {
  const scale = AVATAR_SIZE / size;
  if (scale >= 1)
    return image.extract({ left: x, top: y, width: size, height: size }).resize(AVATAR_SIZE, AVATAR_SIZE);
  const small = { width: Math.ceil(width * scale), height: Math.ceil(height * scale) };
  return image.resize(small.width, small.height, { fit: 'fill' }).extract({
    left: Math.min(Math.round(x * scale), small.width - AVATAR_SIZE),
    top: Math.min(Math.round(y * scale), small.height - AVATAR_SIZE),
    width: AVATAR_SIZE,
    height: AVATAR_SIZE,
  });
}
