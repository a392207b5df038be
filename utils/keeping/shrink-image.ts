/** Above this a photograph is written anew. */
export const LARGE_IMAGE_BYTES = 300 * 1024;
/** Of the longer side, in pixels: more is seen on no screen that an article is read on. */
const LONGEST_SIDE = 2560;
/** At which nobody tells a photograph from what it was. */
const QUALITY = 0.82;
/** An animation would stand still, a drawing of lines become pixels, and what is packed well already be no smaller. */
const SHRINKABLE = /^image\/(?:jpeg|png|bmp|tiff|x-ms-bmp)$/;

/** The same image as WebP where it is large and that makes it smaller, else as it came: also where it can't be read, or this browser writes no WebP. */
export async function shrinkImage(image: Blob): Promise<Blob> {
  if (image.size <= LARGE_IMAGE_BYTES || !SHRINKABLE.test(image.type)) return image;
  try {
    const bitmap = await createImageBitmap(image);
    const scale = Math.min(1, LONGEST_SIDE / Math.max(bitmap.width, bitmap.height));
    const canvas = new OffscreenCanvas(Math.round(bitmap.width * scale), Math.round(bitmap.height * scale));
    const pen = canvas.getContext('2d');
    pen?.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
    bitmap.close();
    const shrunk = await canvas.convertToBlob({ type: 'image/webp', quality: QUALITY });
    return pen && shrunk.type === 'image/webp' && shrunk.size < image.size ? shrunk : image;
  } catch {
    return image; // Too large for a canvas, or no image after all: whoever keeps it decides.
  }
}
