/** What this device tells of itself at sign-in. */
export function deviceWords(): { deviceName: string; timeZone: string } {
  return { deviceName: deviceName(), timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone };
}

/** What the list of devices calls this one: `Edge · Windows`. */
export function deviceName(agent = navigator.userAgent): string {
  const browser = BROWSERS.find(([, sign]) => sign.test(agent))?.[0] ?? 'Browser';
  const system = SYSTEMS.find(([, sign]) => sign.test(agent))?.[0];
  return system ? `${browser} · ${system}` : browser;
}

const BROWSERS: [string, RegExp][] = [
  ['Edge', /Edg\//],
  ['Opera', /OPR\//],
  ['Firefox', /Firefox\//],
  ['Chrome', /Chrome\//],
];
const SYSTEMS: [string, RegExp][] = [
  ['Windows', /Windows/],
  ['Android', /Android/],
  ['macOS', /Mac OS X/],
  ['ChromeOS', /CrOS/],
  ['Linux', /Linux/],
];
