import { useEffect } from 'preact/hooks';
import { accountTexts } from '../../locales/account.ts';
import { securityTexts } from '../../locales/security.ts';
import { textsOf } from '../../utils/appearance.ts';
import styles from './SecurityView.module.css';

const PAGES = ['profile', 'avatar', 'security'] as const;
type Page = (typeof PAGES)[number];

/** The title of a page of the account, and the way to the others. */
export function AccountHead({ at }: { at: Page }) {
  const texts = textsOf(securityTexts);
  const title = texts[at === 'security' ? 'title' : at];
  useEffect(() => {
    document.title = textsOf(accountTexts).pageTitle(title);
  }, [title]);
  return (
    <div class={styles.head}>
      <h1>{title}</h1>
      <nav aria-label={texts.yours} class={styles.nav}>
        <a href="#/signed-in">{textsOf(accountTexts).signedInTitle}</a>
        {PAGES.map((page) => (
          <a key={page} href={`#/${page}`} aria-current={page === at ? 'page' : undefined}>
            {texts[page === 'security' ? 'title' : page]}
          </a>
        ))}
      </nav>
    </div>
  );
}
