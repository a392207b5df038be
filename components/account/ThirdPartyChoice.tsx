import { useEffect, useState } from 'preact/hooks';
import { accountTexts } from '../../locales/account.ts';
import { thirdPartyTexts } from '../../locales/third-party.ts';
import { textsOf } from '../../utils/appearance.ts';
import { Button } from '../controls/Button.tsx';
import page from './AccountPage.module.css';
import { BindByPassword } from './BindByPassword.tsx';
import { BindBySms } from './BindBySms.tsx';
import { RegisterByThirdParty } from './RegisterByThirdParty.tsx';
import styles from './ThirdParty.module.css';
import { useProviders } from './ThirdPartyWays.tsx';
import type { ThirdPartyFormProps } from './third-party-props.ts';

/** 个人资料 after a third party's first sign-in: 注册 and 绑定已有账号 stand equal, and nothing is created before one is chosen. */
export function ThirdPartyChoice({
  unknown,
  onSignedIn,
  onBack,
}: ThirdPartyFormProps & { onBack: () => void }) {
  const texts = textsOf(thirdPartyTexts);
  const [isBySms, setBySms] = useState(false);
  const provider = useProviders().find(({ id }) => id === unknown.provider)?.name ?? unknown.provider;
  useEffect(() => {
    document.title = textsOf(accountTexts).pageTitle(texts.title);
  }, [texts]);
  return (
    <>
      <h1>{texts.title}</h1>
      <p class={page.muted}>{texts.why}</p>
      <p class={styles.who} role="status">
        <span>{texts.known(provider, unknown.name)}</span>
        <span class={page.muted}>{texts.nothingYet}</span>
      </p>
      <div class={styles.choice} data-choice>
        <section aria-label={texts.first}>
          <h2>{texts.first}</h2>
          <p class={page.muted}>{texts.firstWords}</p>
          <RegisterByThirdParty unknown={unknown} onSignedIn={onSignedIn} />
        </section>
        <section aria-label={texts.bind}>
          <h2>{texts.bind}</h2>
          <p class={page.muted}>{texts.bindWords}</p>
          {isBySms ? (
            <BindBySms unknown={unknown} onSignedIn={onSignedIn} />
          ) : (
            <BindByPassword unknown={unknown} onSignedIn={onSignedIn} />
          )}
          <p class={styles.other}>
            <Button size="s" onClick={() => setBySms(!isBySms)}>
              {isBySms ? texts.byPassword : texts.bySms}
            </Button>
          </p>
        </section>
      </div>
      <p class={page.ways}>
        <Button size="s" onClick={onBack}>
          {textsOf(accountTexts).back}
        </Button>
      </p>
    </>
  );
}
