import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import { profileTexts } from '../../locales/profile.ts';
import { type Profile, profileSchema } from '../../protocol/profile.ts';
import { readProfile, saveProfile } from '../../utils/account/profile-client.ts';
import { textsOf } from '../../utils/appearance.ts';
import { postNotice } from '../../utils/view-notices.ts';
import { Button } from '../controls/Button.tsx';
import { Notice } from '../controls/Notice.tsx';
import { TextField } from '../controls/TextField.tsx';
import { AccountHead } from './AccountHead.tsx';
import { ActNotice } from './ActNotice.tsx';
import { FormFrame } from './FormFrame.tsx';
import { FormProblem } from './FormProblem.tsx';
import { forgetForm, recallForm, rememberForm } from './form-memory.ts';
import { useAct } from './use-act.ts';
import { useForm } from './use-form.ts';

/** 个人资料: nickname, organisation, job title, channels of interest. What is typed stays for a while where the page closes before it is saved. */
export function ProfileView({ memberId }: { memberId: string }) {
  const memory = `profile ${memberId}`;
  const texts = textsOf(profileTexts);
  const form = useForm();
  const loading = useAct();
  const { run } = loading;
  const [profile, setProfile] = useState<Profile | null>(null);
  const [channels, setChannels] = useState('');
  const [isSaved, setSaved] = useState(false);
  const latest = useRef(profile);
  latest.current = profile;
  const load = useCallback(
    () =>
      run(async () => {
        const { avatar: _, ...told } = await readProfile();
        const typed = recallForm(memory).profile ?? { ...told, channels: told.channels.join('、') };
        setProfile({ ...typed, channels: channelsIn(typed.channels) });
        setChannels(typed.channels);
      }),
    [run, memory],
  );
  useEffect(() => void load(), [load]);
  const change = (part: Partial<Profile>, typedChannels = channels) => {
    if (!profile) return;
    const changed = { ...profile, ...part };
    setProfile(changed);
    rememberForm(memory, { profile: { ...changed, channels: typedChannels } });
    setSaved(false);
    form.clear('form');
  };
  const submit = () =>
    form.submit(
      () => ({
        account: profile?.name.trim() === '' ? texts.nameMissing : null,
        channels: profileSchema.shape.channels.safeParse(profile?.channels).success
          ? null
          : texts.channelsWrong,
      }),
      async () => {
        if (!profile) return;
        await saveProfile({ ...profile, name: profile.name.trim() });
        postNotice('session-changed');
        // What was typed meanwhile is not saved yet.
        if (latest.current !== profile) return;
        forgetForm(memory);
        setSaved(true);
      },
    );
  return (
    <>
      <AccountHead at="profile" />
      <ActNotice act={loading} onAgain={() => void load()} />
      {!profile && loading.isBusy && <p role="status">{texts.loading}</p>}
      {profile && (
        <FormFrame form={form} onSubmit={submit}>
          <TextField
            size="l"
            label={texts.name}
            autocomplete="nickname"
            name="nickname"
            maxLength={40}
            value={profile.name}
            onInput={(name) => {
              change({ name });
              form.clear('account');
            }}
            error={form.errorOf('account')}
          />
          <TextField
            size="l"
            label={texts.organisation}
            autocomplete="organization"
            name="organization"
            maxLength={80}
            value={profile.organisation}
            onInput={(organisation) => change({ organisation })}
          />
          <TextField
            size="l"
            label={texts.jobTitle}
            autocomplete="organization-title"
            name="organization-title"
            maxLength={80}
            value={profile.jobTitle}
            onInput={(jobTitle) => change({ jobTitle })}
          />
          <TextField
            size="l"
            label={texts.channels}
            help={texts.channelsHelp}
            name="channels"
            value={channels}
            onInput={(typed) => {
              setChannels(typed);
              change({ channels: channelsIn(typed) }, typed);
              form.clear('channels');
            }}
            error={form.errorOf('channels')}
          />
          <FormProblem form={form} />
          {isSaved && <Notice isBlock>{texts.profileSaved}</Notice>}
          <div>
            <Button kind="primary" size="l" type="submit" isBusy={form.isBusy}>
              {form.isBusy ? texts.sending : texts.save}
            </Button>
          </div>
        </FormFrame>
      )}
    </>
  );
}

/** Separated by commas of either width, or by 顿号. */
function channelsIn(typed: string): string[] {
  return typed
    .split(/[、,，;；]/)
    .map((channel) => channel.trim())
    .filter(Boolean);
}
