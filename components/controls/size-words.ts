import { language } from '../../utils/appearance.ts';

const UNITS = ['kilobyte', 'megabyte', 'gigabyte'] as const;

/** In the largest unit that leaves a number of at least one. Units of 1,000, as systems count disks. */
export function sizeWords(bytes: number): string {
  const power = Math.min(Math.max(Math.floor(Math.log10(Math.max(bytes, 1)) / 3), 1), UNITS.length);
  const unit = UNITS[power - 1] ?? 'gigabyte';
  const value = bytes / 1000 ** power;
  return new Intl.NumberFormat(language.value, {
    style: 'unit',
    unit,
    maximumFractionDigits: value < 10 ? 1 : 0,
  }).format(value);
}
