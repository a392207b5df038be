/** Of a device or the service. `newer`: knows fields, kinds and notes that this version does not. */
export type Version = 'older' | 'present' | 'newer';
export const VERSIONS = ['older', 'present', 'present', 'newer'] as const;

/** Fields of answers that older versions neither send nor read. */
const OPTIONAL = [/,"feed":\{[^}]*\}/, /"feed":\{[^}]*\},?/, /,"total":\d+/];

/** An answer as it is where these versions meet: without what one of them does not know, with what a newer service says besides. */
export function wireOf(text: string, versions: [device: Version, service: Version]): string {
  if (versions.includes('older')) return OPTIONAL.reduce((rest, field) => rest.replace(field, ''), text);
  return versions[1] === 'newer' ? text.replace(/^\{/, '{"weather":{"winds":[7]},') : text;
}

/** Where a device of a newer version writes. */
export const NEWER_FIELDS = ['orbit', 'phase:of.it'] as const;
export const NEWER_NOTE = 'aside';
export const NEWER_KIND = 'of-a-newer-version';

/** As only a newer version writes them. */
export function newerValue(value: string): { moons: string[] } {
  return { moons: [value] };
}
