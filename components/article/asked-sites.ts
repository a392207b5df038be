/** Asked once a site and device: permissions belong to a device, so this stays on it. */
export function wasAsked(pattern: string): boolean {
  return localStorage.getItem(`site-asked ${pattern}`) !== null;
}

export function rememberAsked(pattern: string): void {
  localStorage.setItem(`site-asked ${pattern}`, '1');
}
