import { useEffect } from 'preact/hooks';
import { welcomeTexts } from '../../locales/welcome.ts';
import { textsOf } from '../../utils/appearance.ts';
import type { Library } from '../../utils/library/library.ts';
import { ButtonLink } from '../controls/Button.tsx';
import { StatusFoot } from '../controls/StatusFoot.tsx';
import { SurfaceHead } from '../controls/SurfaceHead.tsx';
import { Toasts } from '../controls/Toasts.tsx';
import { useConflictCount } from '../library/use-conflict-count.ts';
import { useSyncState } from '../library/use-sync-state.ts';
import { LanguageLink } from './LanguageLink.tsx';
import styles from './Welcome.module.css';
import { WelcomeSites } from './WelcomeSites.tsx';

interface WelcomePageProps {
  library: Library;
  /** An article to try on, where the build names one. */
  sample: string | null;
}

/** The first page: what it does, one article to try, which sites, where things are kept. No sign-in wall. */
export function WelcomePage({ library, sample }: WelcomePageProps) {
  const texts = textsOf(welcomeTexts);
  const [sync] = useSyncState();
  const conflicts = useConflictCount();
  useEffect(() => {
    document.title = texts.title;
  }, [texts]);
  return (
    <div class={styles.page}>
      <SurfaceHead>
        <LanguageLink />
      </SurfaceHead>
      <main>
        <h1 class={styles.heading}>
          {texts.heading.split(/(?<=，)/).map((part) => (
            <span key={part}>{part}</span>
          ))}
        </h1>
        <p class={styles.lead}>{texts.lead}</p>
        <Does />
        <section aria-labelledby="try">
          <h2 class={styles.group} id="try">
            {texts.tryIt}
          </h2>
          <div class={styles.try}>
            <p>
              {sample ? texts.tryItWords : texts.tryAnyWords}
              {texts.betweenSentences}
              <span class={styles.muted}>{texts.pinWords}</span>
            </p>
            {sample && (
              <ButtonLink href={sample} target="_blank" rel="noreferrer">
                {texts.trySample}
              </ButtonLink>
            )}
          </div>
        </section>
        <WelcomeSites library={library} />
        <Where />
      </main>
      <StatusFoot state={sync} conflicts={conflicts} isPinned />
      <Toasts />
    </div>
  );
}

function Does() {
  const texts = textsOf(welcomeTexts);
  return (
    <section aria-labelledby="does">
      <h2 class={styles.group} id="does">
        {texts.does}
      </h2>
      <dl class={styles.does}>
        <dt>{texts.doesSave}</dt>
        <dd>{texts.doesSaveWords}</dd>
        <dt>{texts.doesMark}</dt>
        <dd>{texts.doesMarkWords}</dd>
        <dt>{texts.doesFind}</dt>
        <dd>{texts.doesFindWords}</dd>
      </dl>
    </section>
  );
}

/** Both ways stand equal. */
function Where() {
  const texts = textsOf(welcomeTexts);
  return (
    <section aria-labelledby="where">
      <h2 class={styles.group} id="where">
        {texts.where}
      </h2>
      <div class={styles.ways}>
        <div>
          <h3>{texts.here}</h3>
          <p>{texts.hereWords}</p>
          <div class={styles.actions}>
            <ButtonLink href="/library.html">{texts.hereDo}</ButtonLink>
          </div>
        </div>
        <div>
          <h3>{texts.account}</h3>
          <p>{texts.accountWords}</p>
          <div class={styles.actions}>
            <ButtonLink href="/account.html#/register">{texts.register}</ButtonLink>
            <ButtonLink href="/account.html#/sign-in">{texts.signIn}</ButtonLink>
          </div>
        </div>
      </div>
      <p class={styles.muted}>{texts.later}</p>
    </section>
  );
}
