import { useEffect, useRef } from 'preact/hooks';
import { backupTexts } from '../../locales/backup.ts';
import { channelTexts } from '../../locales/channels.ts';
import { evidenceTexts } from '../../locales/evidence.ts';
import { optionsTexts } from '../../locales/options.ts';
import { upkeepTexts } from '../../locales/upkeep.ts';
import { textsOf } from '../../utils/appearance.ts';
import type { Library } from '../../utils/library/library.ts';
import { ButtonLink } from '../controls/Button.tsx';
import { StatusFoot } from '../controls/StatusFoot.tsx';
import { SurfaceHead } from '../controls/SurfaceHead.tsx';
import { Toasts } from '../controls/Toasts.tsx';
import { useConflictCount } from '../library/use-conflict-count.ts';
import { useSyncState } from '../library/use-sync-state.ts';
import { AppearanceSection } from './AppearanceSection.tsx';
import { BackupSection } from './BackupSection.tsx';
import { ChannelsSection } from './ChannelsSection.tsx';
import { CheckSection } from './CheckSection.tsx';
import { RulesSection } from './RulesSection.tsx';
import { ServiceSection } from './ServiceSection.tsx';
import styles from './Settings.module.css';
import { ShortcutsSection } from './ShortcutsSection.tsx';
import { SitesSection } from './SitesSection.tsx';
import { StorageSection } from './StorageSection.tsx';

const SECTIONS = [
  'sites',
  'channels',
  'rules',
  'service',
  'appearance',
  'shortcuts',
  'storage',
  'backup',
  'check',
] as const;

/** What the sections show is read from this device, in less than a second. */
const FILLED_AFTER_MS = 1000;

/** All settings on one page; `options.html#service` leads straight to a part. */
export function SettingsPage({ library }: { library: Library }) {
  const texts = textsOf(optionsTexts);
  const [sync] = useSyncState();
  const conflicts = useConflictCount();
  const main = useRef<HTMLElement>(null);
  useEffect(() => {
    document.title = texts.title;
  }, [texts]);
  useEffect(() => {
    // The page was empty when the browser looked for the hash, and sections above it still fill.
    showSection();
    const filling = new ResizeObserver(showSection);
    if (main.current) filling.observe(main.current);
    const settled = setTimeout(() => filling.disconnect(), FILLED_AFTER_MS);
    addEventListener('hashchange', showSection);
    return () => {
      clearTimeout(settled);
      filling.disconnect();
      removeEventListener('hashchange', showSection);
    };
  }, []);
  return (
    <div class={styles.page}>
      <SurfaceHead>
        <ButtonLink kind="quiet" size="s" href="/library.html">
          {texts.library}
        </ButtonLink>
      </SurfaceHead>
      <main ref={main}>
        <div class={styles.top}>
          <h1 class={styles.title}>{texts.title}</h1>
          <nav aria-label={texts.sections} class={styles.nav}>
            {SECTIONS.map((id) => (
              <a key={id} href={`#${id}`}>
                {sectionName(id)}
              </a>
            ))}
          </nav>
        </div>
        <SitesSection library={library} />
        <ChannelsSection />
        <RulesSection library={library} />
        <ServiceSection member={sync?.member ?? null} />
        <AppearanceSection />
        <ShortcutsSection />
        <StorageSection library={library} />
        <BackupSection library={library} />
        <CheckSection library={library} />
      </main>
      <StatusFoot state={sync} conflicts={conflicts} isPinned />
      <Toasts />
    </div>
  );
}

function sectionName(id: (typeof SECTIONS)[number]): string {
  if (id === 'channels') return textsOf(channelTexts).channels;
  if (id === 'rules') return textsOf(evidenceTexts).rules;
  if (id === 'check') return textsOf(upkeepTexts).check;
  return id === 'backup' ? textsOf(backupTexts).backup : textsOf(optionsTexts)[id];
}

function showSection(): void {
  const id = location.hash.replace(/^#\/?/, '');
  const section = SECTIONS.some((known) => known === id) ? document.getElementById(id) : null;
  section?.scrollIntoView();
  section?.focus({ preventScroll: true });
}
