import type { NamedElements } from './named-elements.ts';

/** Attributes in which pages keep the real address of a picture until it is scrolled into view, the most telling first. */
const LAZY = [
  'data-src',
  'data-original',
  'data-original-src',
  'data-lazy-src',
  'lazy-src',
  'data-actualsrc',
  'data-lazyload',
  'data-echo',
  'data-url',
  '_src',
  'file',
];
/** A picture smaller than this on both sides is an icon. */
const MIN_SIDE = 40;
/** Inline pictures shorter than this are placeholders of one pixel. */
const MIN_DATA_LENGTH = 400;
/** In UTF-16 units: what is further behind in a `srcset` is not looked at. */
const MAX_SOURCES_LENGTH = 100_000;

/** The absolute address of the picture itself, or null for placeholders, icons and pictures no browser may load. */
export function imageAddress(image: Element, base: string): string | null {
  const named = [
    ...LAZY.map((name) => image.getAttribute(name)),
    widestOf(image.getAttribute('data-srcset') ?? image.getAttribute('srcset')),
  ];
  for (const value of [...named, image.getAttribute('src')]) {
    const address = value && /[./]/.test(value) ? resolveAddress(value, base) : null;
    if (address && isPicture(address)) return isIcon(image) ? null : address;
  }
  return null;
}

/** An engine takes its time to take one of megabytes apart. */
const INLINE = /^\s*data:image\/(?:png|jpe?g|gif|webp|avif);base64,[\w+/=\s]*$/i;

/** Absolute http(s) or inline picture address, or null. */
export function resolveAddress(value: string, base: string): string | null {
  if (INLINE.test(value)) return value.replace(/\s+/g, '');
  try {
    const url = new URL(value.trim(), base);
    return /^https?:$/.test(url.protocol) || /^data:image\/(?:png|jpe?g|gif|webp|avif);/i.test(url.href)
      ? url.href
      : null;
  } catch {
    return null;
  }
}

/** Where relative addresses start: the page's `<base>`, or its own address. */
export function baseAddress(elements: NamedElements, address: string): string {
  const named = [...elements.getElementsByTagName('base')]
    .find((base) => base.hasAttribute('href'))
    ?.getAttribute('href');
  return (named && resolveAddress(named, address)) || address;
}

/** Pictures of a code to scan, told by their own words. */
export function isScanCode(image: Element): boolean {
  const words = `${image.getAttribute('alt')} ${image.getAttribute('title')} ${image.getAttribute('class')} ${image.getAttribute('src')} ${image.getAttribute('data-src')}`;
  return /二维码|qr-?_?code|[/_-]qr[/_.-]/i.test(words);
}

const isPicture = (address: string) => !address.startsWith('data:') || address.length > MIN_DATA_LENGTH;

function isIcon(image: Element): boolean {
  const [width, height] = ['width', 'height'].map((name) =>
    Number.parseInt(image.getAttribute(name) ?? '', 10),
  );
  return (width ?? Number.NaN) < MIN_SIDE || (height ?? Number.NaN) < MIN_SIDE / 2;
}

function widestOf(sources: string | null): string | null {
  let best: { address: string; width: number } | null = null;
  for (const source of sources?.slice(0, MAX_SOURCES_LENGTH).split(/,\s+/) ?? []) {
    const [address = '', size = '1'] = source.trim().split(/\s+/);
    const width = Number.parseFloat(size) || 1;
    if (address && (!best || width > best.width)) best = { address, width };
  }
  return best?.address ?? null;
}
