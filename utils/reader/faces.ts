export const FACES = ['song', 'kai', 'hei', 'system'] as const;
export type Face = (typeof FACES)[number];

const SONG = [
  'Source Han Serif SC',
  'Noto Serif CJK SC',
  'Noto Serif SC',
  'Songti SC',
  'STSong',
  'NSimSun',
  'SimSun',
];
const KAI = ['LXGW WenKai', 'Kaiti SC', 'STKaiti', 'KaiTi', 'AR PL UKai CN'];
const HEI = [
  'PingFang SC',
  'HarmonyOS Sans SC',
  'Microsoft YaHei UI',
  'Microsoft YaHei',
  'Source Han Sans SC',
  'Noto Sans CJK SC',
  'WenQuanYi Micro Hei',
];

/** The families that really are of this face, the best first: as the systems and the free fonts name them. */
const FAMILIES: Record<Face, readonly string[]> = { song: SONG, kai: KAI, hei: HEI, system: [] };

/** What each face falls back to, so that every stack ends in something that is there. */
export const STACKS: Record<Face, readonly string[]> = {
  song: [...SONG.map(quoted), 'serif'],
  kai: [...KAI, ...SONG].map(quoted).concat('serif'),
  hei: [...HEI.map(quoted), 'sans-serif'],
  system: ['system-ui', 'sans-serif'],
};

export interface FaceHere {
  /** The family that stands on this device for the face, null where it has none of them. */
  family: string | null;
  /** What is taken instead, null where that is the browser's own. */
  instead: string | null;
}

/** Which family is taken for a face. `isHere` says whether a family is installed. */
export function faceHere(face: Face, isHere: (family: string) => boolean): FaceHere {
  const family = FAMILIES[face].find(isHere) ?? null;
  if (family !== null || face === 'system') return { family, instead: null };
  return { family, instead: face === 'kai' ? (SONG.find(isHere) ?? null) : null };
}

/**
 * Whether a family is installed: text in it is as wide with one fallback as with another. By letters, since Chinese characters are equally wide in every
 * font. `document.fonts.check` says yes to any family that no `@font-face` names.
 */
export function isInstalled(family: string): boolean {
  const known = installed.get(family);
  if (known !== undefined) return known;
  const pen = document.createElement('canvas').getContext('2d');
  if (!pen) return false;
  const widthWith = (fallback: string) => {
    pen.font = `72px ${quoted(family)}, ${fallback}`;
    return pen.measureText('mmmmmmllliiiWQ@').width;
  };
  const isHere = widthWith('monospace') === widthWith('serif');
  installed.set(family, isHere);
  return isHere;
}

/** Measuring has the browser look for the font, and the answer stays the same. */
const installed = new Map<string, boolean>();

function quoted(family: string): string {
  return `"${family}"`;
}
