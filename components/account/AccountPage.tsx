import { Globe } from 'lucide-preact';
import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import { accountTexts } from '../../locales/account.ts';
import type { SignInOutcome } from '../../utils/account/account-client.ts';
import { currentSession, type Session } from '../../utils/account/session.ts';
import { language, languageChoice, setLanguage, textsOf } from '../../utils/appearance.ts';
import { call } from '../../utils/messages/call.ts';
import { onNotice } from '../../utils/view-notices.ts';
import { classes } from '../controls/classes.ts';
import { Icon } from '../controls/Icon.tsx';
import { StatusFoot } from '../controls/StatusFoot.tsx';
import { SurfaceHead } from '../controls/SurfaceHead.tsx';
import { Toasts } from '../controls/Toasts.tsx';
import { useConflictCount } from '../library/use-conflict-count.ts';
import { useSyncState } from '../library/use-sync-state.ts';
import styles from './AccountPage.module.css';
import { AvatarView } from './AvatarView.tsx';
import { forgetForms, forgetSignIn } from './form-memory.ts';
import { ProfileView } from './ProfileView.tsx';
import { RecoverView } from './RecoverView.tsx';
import { RegisterView } from './RegisterView.tsx';
import { SecurityView } from './SecurityView.tsx';
import { SignedInView } from './SignedInView.tsx';
import { SignInView } from './SignInView.tsx';

const ROUTES = [
  'sign-in',
  'sign-in/sms',
  'register',
  'recover',
  'signed-in',
  'profile',
  'avatar',
  'security',
] as const;
type AccountRoute = (typeof ROUTES)[number];

/** 会员登录, 注册, and who is signed in: one column, one act. */
export function AccountPage() {
  const texts = textsOf(accountTexts);
  const [session, reload] = useSession();
  const [sync] = useSyncState();
  const conflicts = useConflictCount();
  const route = useAccountRoute(session);
  /** Whose account was to be deleted, until signing in just now. */
  const [kept, setKept] = useState<string | null>(null);
  useEffect(() => {
    if (route !== 'signed-in') setKept(null);
  }, [route]);
  const onSignedIn = useCallback(
    async (outcome: SignInOutcome) => {
      if ('session' in outcome && outcome.isDeletionUndone) setKept(outcome.session.memberId);
      forgetSignIn();
      void reload();
      location.hash = '#/signed-in';
      // The background opens the member's library and syncs; should it be away, its next start does the same.
      await call('session-changed').catch(() => undefined);
    },
    [reload],
  );
  return (
    <div class={classes(styles.page, route !== null && isOwn(route) && styles.wide)}>
      <SurfaceHead>
        <LanguageChoice />
      </SurfaceHead>
      <main>
        {session === undefined || route === null ? (
          <p role="status">{texts.loading}</p>
        ) : (
          <>
            {route === 'recover' && <RecoverView />}
            {route === 'register' && <RegisterView onSignedIn={onSignedIn} />}
            {(route === 'sign-in' || route === 'sign-in/sms') && (
              <SignInView isBySms={route === 'sign-in/sms'} onSignedIn={onSignedIn} />
            )}
            {isOwn(route) &&
              (session ? (
                <OwnView route={route} memberId={session.memberId} />
              ) : (
                <SignedInView session={null} isKept={false} onChange={() => void reload()} />
              ))}
            {route === 'signed-in' && (
              <SignedInView
                session={session}
                isKept={session !== null && session.memberId === kept}
                onChange={() => void reload()}
              />
            )}
          </>
        )}
      </main>
      <StatusFoot state={sync} conflicts={conflicts} isPinned />
      <Toasts />
    </div>
  );
}

/** Pages about the member's own account. */
type OwnRoute = 'profile' | 'avatar' | 'security';
function isOwn(route: AccountRoute): route is OwnRoute {
  return route === 'profile' || route === 'avatar' || route === 'security';
}

function OwnView({ route, memberId }: { route: OwnRoute; memberId: string }) {
  // Another member who signs in elsewhere finds nothing that the one before had chosen or typed.
  if (route === 'profile') return <ProfileView key={memberId} memberId={memberId} />;
  return route === 'avatar' ? <AvatarView key={memberId} /> : <SecurityView key={memberId} />;
}

function LanguageChoice() {
  const texts = textsOf(accountTexts);
  return (
    <span class={styles.language}>
      <Icon of={Globe} size={14} />
      <select
        aria-label={texts.language}
        value={languageChoice.value === 'auto' ? language.value : languageChoice.value}
        onChange={(event) => setLanguage(event.currentTarget.value === 'en' ? 'en' : 'zh-CN')}
      >
        <option value="zh-CN" lang="zh-CN">
          简体中文
        </option>
        <option value="en" lang="en">
          English
        </option>
      </select>
    </span>
  );
}

/** Undefined until it is known whether somebody is signed in. */
function useSession(): [Session | null | undefined, () => Promise<void>] {
  const [session, setSession] = useState<Session | null | undefined>(undefined);
  const last = useRef<string | null>(null);
  const reload = useCallback(async () => {
    const now = await currentSession().catch(() => null);
    // What the member before has typed is none of theirs.
    if (now && last.current !== null && last.current !== now.memberId) forgetForms();
    if (now) last.current = now.memberId;
    setSession(now);
  }, []);
  useEffect(() => {
    const listening = new AbortController();
    void reload();
    onNotice('session-changed', () => void reload(), listening.signal);
    return () => listening.abort();
  }, [reload]);
  return [session, reload];
}

/** Without a place named, a member sees who is signed in and anyone else 会员登录. */
function useAccountRoute(session: Session | null | undefined): AccountRoute | null {
  const [hash, setHash] = useState(location.hash);
  useEffect(() => {
    const follow = () => setHash(location.hash);
    addEventListener('hashchange', follow);
    follow(); // It may have changed between the first drawing and now.
    return () => removeEventListener('hashchange', follow);
  }, []);
  const place = hash.replace(/^#?\/?/, '');
  const named = ROUTES.find((route) => route === place);
  if (named !== undefined) return named;
  if (session === undefined) return null;
  return session ? 'signed-in' : 'sign-in';
}
