import type { Library } from '../../utils/library/library.ts';
import { detectInOpenTabs, registerDetector } from '../../utils/sites/register-detector.ts';
import { switchedOnSites } from '../../utils/sites/switched-on-sites.ts';

/** Brings the detector's registration in line with the sites that are on and granted, and looks at their open tabs. */
export async function applySites(library: Library): Promise<void> {
  const granted = await registerDetector(await switchedOnSites(library));
  await detectInOpenTabs(granted);
}
