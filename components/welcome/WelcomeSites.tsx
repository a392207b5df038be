import { useState } from 'preact/hooks';
import { optionsTexts } from '../../locales/options.ts';
import { welcomeTexts } from '../../locales/welcome.ts';
import { textsOf } from '../../utils/appearance.ts';
import type { Library } from '../../utils/library/library.ts';
import { Checkbox } from '../controls/Checkbox.tsx';
import { Notice } from '../controls/Notice.tsx';
import { AddSite } from '../settings/AddSite.tsx';
import { PermissionCard } from '../settings/PermissionCard.tsx';
import { SiteState } from '../settings/SitesSection.tsx';
import type { SiteRow } from '../settings/site-rows.ts';
import { useSites } from '../settings/use-sites.ts';
import styles from './Welcome.module.css';

/** The sites that build and administrator suggest, and one of the reader's own. */
export function WelcomeSites({ library }: { library: Library }) {
  const texts = textsOf(welcomeTexts);
  const settings = textsOf(optionsTexts);
  const sites = useSites(library);
  const [wanted, setWanted] = useState<SiteRow | null>(null);
  const [problem, setProblem] = useState<string | null>(null);

  /** `again`: what is pressed to ask once more. */
  const switchOn = async ({ pattern, host }: Pick<SiteRow, 'pattern' | 'host'>, again: string) => {
    setWanted(null);
    setProblem(null);
    try {
      const isOn = await sites.switchOn(pattern);
      if (!isOn) setProblem(settings.siteRefused(host, again));
      return isOn;
    } catch {
      setProblem(settings.siteFailed);
      return false;
    }
  };
  const toggle = (site: SiteRow, isOn: boolean) => {
    setProblem(null);
    if (isOn) setWanted(site);
    else sites.switchOff(site.pattern).catch(() => setProblem(settings.siteFailed));
  };

  return (
    <section aria-labelledby="welcome-sites">
      <h2 class={styles.group} id="welcome-sites">
        {texts.sites}
      </h2>
      <p class={styles.muted}>{texts.sitesWords}</p>
      {sites.hasFailed && <Notice isBlock>{settings.sitesUnread}</Notice>}
      <ul class={styles.sites}>
        {(sites.rows ?? []).map((site) => (
          <li key={site.pattern}>
            <Checkbox
              isChecked={site.isOn && site.isGranted}
              onChange={(isOn) => toggle(site, isOn)}
              help={originWords(site)}
            >
              <b>{site.host}</b>
            </Checkbox>
            <span class={styles.siteDoes}>{texts.siteDoes}</span>
            {site.isOn && site.isGranted && <SiteState site={site} />}
          </li>
        ))}
      </ul>
      <div class={styles.choices}>
        {wanted && (
          <PermissionCard
            host={wanted.host}
            onAsk={() => void switchOn(wanted, wanted.host)}
            onLater={() => setWanted(null)}
          />
        )}
        {problem && (
          <Notice kind="danger" isBlock>
            {problem}
          </Notice>
        )}
        <AddSite rows={sites.rows ?? []} onAdd={(site) => switchOn(site, settings.add)} />
      </div>
      <p class={styles.note}>{texts.elsewhere}</p>
    </section>
  );
}

function originWords(site: SiteRow): string {
  const settings = textsOf(optionsTexts);
  return { build: settings.fromBuild, managed: settings.fromManaged, own: settings.fromOwn }[site.from];
}
