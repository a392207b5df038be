import type { MarkColour } from '../library/library.ts';

/** What marks are painted with on somebody's page, where our variables don't reach: plain colours. */
export interface MarkPalette {
  ground: Record<MarkColour, string>;
  line: Record<MarkColour, string>;
  /** Text on a ground. */
  onMark: string;
}

export type PaperTheme = 'light' | 'dark';

/** Takes the palette of a theme from the text of `surface-tokens.css`, alone or within `tokens.css`: the one place where the colours of marks are written. What stands before it, as `reader.css` may, goes before its values. */
export function readPalette(tokens: string, theme: PaperTheme): MarkPalette {
  const plain = tokens.replace(/\/\*[\s\S]*?\*\//g, '');
  const value = (name: string) => {
    const declared = declaration(plain, name);
    if (declared === null) throw new Error(`tokens.css declares no ${name}`);
    return pick(declared, theme);
  };
  const five = (suffix: string): Record<MarkColour, string> => ({
    1: value(`--mark-1${suffix}`),
    2: value(`--mark-2${suffix}`),
    3: value(`--mark-3${suffix}`),
    4: value(`--mark-4${suffix}`),
    5: value(`--mark-5${suffix}`),
  });
  return { ground: five(''), line: five('-line'), onMark: value('--on-mark') };
}

/** The first declaration of the name: later ones are for media such as forced colours. */
function declaration(css: string, name: string): string | null {
  return new RegExp(`(?:^|[{;\\s])${name}\\s*:\\s*([^;}]+)`).exec(css)?.[1]?.trim() ?? null;
}

const PAIR = /^light-dark\(\s*([^,()]+)\s*,\s*([^,()]+)\s*\)$/;

function pick(value: string, theme: PaperTheme): string {
  return PAIR.exec(value)?.[theme === 'dark' ? 2 : 1]?.trim() ?? value;
}
