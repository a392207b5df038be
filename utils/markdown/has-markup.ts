/**
 * Whether a note could mean more than its letters: what has none of these signs reads the same as Markdown and as it stands, so nothing has to be loaded for
 * it. Says yes more often than needed, never less.
 */
export function hasMarkup(text: string): boolean {
  return /[*_`~[<\\|&#>]|:\/\/|mailto:|^\s*([-+]|\d+[.)])\s|^\s*-{3}|^\s*\S+@/m.test(text);
}
