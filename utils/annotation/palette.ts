import type { MarkColour } from '../library/library.ts';

/** What marks are painted with on somebody's page, where our variables don't reach: plain colours. */
export interface MarkPalette {
  ground: Record<MarkColour, string>;
  line: Record<MarkColour, string>;
  /** Text on a ground. */
  onMark: string;
}

export type PaperTheme = 'light' | 'dark' | 'sepia';

/** Takes the palette of a theme from the text of `tokens.css`, the one place where colours are written. */
export function readPalette(tokens: string, theme: PaperTheme): MarkPalette {
  const plain = tokens.replace(/\/\*[\s\S]*?\*\//g, '');
  const override = theme === 'sepia' ? (/\[data-theme="?sepia"?\]\s*\{([^}]*)\}/.exec(plain)?.[1] ?? '') : '';
  const value = (name: string) => {
    const declared = declaration(override, name) ?? declaration(plain, name);
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

/** `light-dark(a, b)`, or the pair of variables that the CSS compiler writes for it where older browsers are built for. */
const PAIRS = [
  /^light-dark\(\s*([^,()]+)\s*,\s*([^,()]+)\s*\)$/,
  /^var\(--lightningcss-light,\s*([^,()]+)\)\s*var\(--lightningcss-dark,\s*([^,()]+)\)$/,
];

function pick(value: string, theme: PaperTheme): string {
  const pair = PAIRS.map((form) => form.exec(value)).find((match) => match !== null);
  return pair?.[theme === 'dark' ? 2 : 1]?.trim() ?? value;
}
