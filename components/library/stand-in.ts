/** What stands where a row stood that is no longer listed: the next that still is, else the one before. */
export function standIn(before: readonly string[], id: string, now: ReadonlySet<string>): string | null {
  const at = before.indexOf(id);
  if (at === -1) return null;
  const isListed = (one: string) => now.has(one);
  return before.slice(at + 1).find(isListed) ?? before.slice(0, at).findLast(isListed) ?? null;
}
