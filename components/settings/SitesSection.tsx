import { Check, Trash2 } from 'lucide-preact';
import { useState } from 'preact/hooks';
import { optionsTexts } from '../../locales/options.ts';
import { textsOf } from '../../utils/appearance.ts';
import type { Library } from '../../utils/library/library.ts';
import { Button } from '../controls/Button.tsx';
import { Icon } from '../controls/Icon.tsx';
import { Notice } from '../controls/Notice.tsx';
import { showToast } from '../controls/toasts.ts';
import { AddSite } from './AddSite.tsx';
import { Section } from './Section.tsx';
import styles from './Settings.module.css';
import type { SiteRow } from './site-rows.ts';
import { useSites } from './use-sites.ts';

/** Which sites are on, where each comes from, and one field to add another. */
export function SitesSection({ library }: { library: Library }) {
  const texts = textsOf(optionsTexts);
  const sites = useSites(library);
  const [problem, setProblem] = useState<string | null>(null);
  /** Gives whether it was done. */
  const attempt = async (work: () => Promise<string | null>) => {
    setProblem(null);
    const refused = await work().catch(() => texts.siteFailed);
    setProblem(refused);
    return refused === null;
  };
  const switchOn = ({ pattern }: Pick<SiteRow, 'pattern'>, refused: string) =>
    attempt(async () => ((await sites.switchOn(pattern)) ? null : refused));
  const switchOff = (site: SiteRow) => attempt(() => sites.switchOff(site.pattern).then(() => null));
  const remove = (site: SiteRow) =>
    attempt(async () => {
      await sites.remove(site.pattern);
      showToast({ text: texts.removed(site.host), detail: texts.removedDetail, icon: Trash2 });
      return null;
    });
  return (
    <Section id="sites" title={texts.sites} words={texts.sitesWords}>
      {sites.hasFailed && <Notice isBlock>{texts.sitesUnread}</Notice>}
      {sites.rows?.length === 0 && <p class={styles.muted}>{texts.noSites}</p>}
      {sites.rows && sites.rows.length > 0 && (
        <table class={styles.table}>
          <thead>
            <tr>
              <th scope="col">{texts.site}</th>
              <th scope="col">{texts.siteState}</th>
              <th scope="col" class={styles.end}>
                <span class="visually-hidden">{texts.siteActions}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {sites.rows.map((site) => (
              <Row
                key={site.pattern}
                site={site}
                onSwitchOn={() => void switchOn(site, texts.siteRefused(site.host, texts.switchOn))}
                onSwitchOff={() => void switchOff(site)}
                onRemove={() => void remove(site)}
              />
            ))}
          </tbody>
        </table>
      )}
      {problem && (
        <Notice kind="danger" isBlock>
          {problem}
        </Notice>
      )}
      <AddSite
        rows={sites.rows ?? []}
        onAdd={(site) => switchOn(site, texts.siteRefused(site.host, texts.add))}
      />
    </Section>
  );
}

interface RowProps {
  site: SiteRow;
  onSwitchOn: () => void;
  onSwitchOff: () => void;
  onRemove: () => void;
}

function Row({ site, onSwitchOn, onSwitchOff, onRemove }: RowProps) {
  const texts = textsOf(optionsTexts);
  const origins = { build: texts.fromBuild, managed: texts.fromManaged, own: texts.fromOwn };
  const isRunning = site.isOn && site.isGranted;
  return (
    <tr>
      <th scope="row">
        <b>{site.host}</b>
        <span class={styles.meta}>{origins[site.from]}</span>
      </th>
      <td>
        <SiteState site={site} />
      </td>
      <td class={styles.end}>
        {isRunning ? (
          <Button size="s" aria-label={texts.nameOff(site.host)} onClick={onSwitchOff}>
            {texts.switchOff}
          </Button>
        ) : (
          <Button size="s" aria-label={texts.nameOn(site.host)} onClick={onSwitchOn}>
            {texts.switchOn}
          </Button>
        )}
        {site.from === 'own' && (
          <Button size="s" kind="quiet" icon={Trash2} name={texts.nameRemove(site.host)} onClick={onRemove} />
        )}
      </td>
    </tr>
  );
}

/** In words and, for the good one, a tick. */
export function SiteState({ site }: { site: SiteRow }) {
  const texts = textsOf(optionsTexts);
  if (!site.isOn) return <span class={styles.muted}>{texts.siteOff}</span>;
  if (!site.isGranted) return <span class={styles.warn}>{texts.siteNotGranted}</span>;
  return (
    <span class={styles.ok}>
      <Icon of={Check} size={14} />
      {texts.siteOn}
    </span>
  );
}
