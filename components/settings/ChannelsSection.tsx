import { Trash2, Undo2 } from 'lucide-preact';
import { useRef, useState } from 'preact/hooks';
import { channelTexts } from '../../locales/channels.ts';
import { controlsTexts } from '../../locales/controls.ts';
import { textsOf } from '../../utils/appearance.ts';
import { OBSERVATION_CHANNELS } from '../../utils/article/channels.ts';
import { changeChannels } from '../../utils/sites/reader-channels.ts';
import { Button } from '../controls/Button.tsx';
import { Notice } from '../controls/Notice.tsx';
import { passFocusOn } from '../controls/pass-focus-on.ts';
import { showToast } from '../controls/toasts.ts';
import { AddChannel } from './AddChannel.tsx';
import { Section } from './Section.tsx';
import styles from './Settings.module.css';
import { useChannels } from './use-channels.ts';

type Change = (channels: readonly string[]) => readonly string[];

/** Which channels' articles are observation articles: the reader's list, and the administrator's. */
export function ChannelsSection() {
  const texts = textsOf(channelTexts);
  const channels = useChannels();
  const [problem, setProblem] = useState<string | null>(null);
  const { own, managed } = channels === 'failed' || channels === null ? { own: [], managed: [] } : channels;
  const change = async (how: Change) => {
    setProblem(null);
    try {
      await changeChannels(how);
      return true;
    } catch {
      setProblem(texts.failed);
      return false;
    }
  };
  const changeWithUndo = async (how: Change, text: string, takeBack: Change) => {
    if (!(await change(how))) return;
    const undo = { label: textsOf(controlsTexts).undo, onAction: () => void change(takeBack) };
    showToast({ text, detail: texts.detail, icon: Undo2, action: undo });
  };
  const remove = (name: string) => {
    const at = own.indexOf(name);
    const without = (all: readonly string[]) => all.filter((each) => each !== name);
    return changeWithUndo(without, texts.removed(name), (all) => without(all).toSpliced(at, 0, name));
  };
  const goBack = () => {
    const before = own;
    return changeWithUndo(
      () => OBSERVATION_CHANNELS,
      texts.backDone,
      () => before,
    );
  };
  return (
    <Section id="channels" title={texts.channels} words={texts.words}>
      {channels === 'failed' && <Notice isBlock>{texts.unread}</Notice>}
      {channels !== null && channels !== 'failed' && (
        <>
          <ChannelTable own={own} managed={managed} onRemove={(name) => void remove(name)} />
          {problem && (
            <Notice kind="danger" isBlock>
              {problem}
            </Notice>
          )}
          <AddChannel
            known={[...own, ...managed]}
            count={own.length}
            onAdd={(name) => change((all) => [...all, name])}
          />
          {String(own) !== String(OBSERVATION_CHANNELS) && (
            <div class={styles.line}>
              <Button icon={Undo2} onClick={() => void goBack()}>
                {texts.back}
              </Button>
            </div>
          )}
        </>
      )}
    </Section>
  );
}

interface ChannelTableProps {
  own: readonly string[];
  managed: readonly string[];
  onRemove: (name: string) => void;
}

function ChannelTable({ own, managed, onRemove }: ChannelTableProps) {
  const texts = textsOf(channelTexts);
  const self = useRef<HTMLTableSectionElement>(null);
  if (own.length + managed.length === 0) return <p class={styles.muted}>{texts.none}</p>;
  return (
    <table class={styles.table}>
      <thead>
        <tr>
          <th scope="col">{texts.channel}</th>
          <th scope="col" class={styles.end}>
            <span class="visually-hidden">{texts.actions}</span>
          </th>
        </tr>
      </thead>
      <tbody ref={self}>
        {managed.map((name) => (
          <tr key={`managed ${name}`}>
            <th scope="row">
              <b lang="zh-CN">{name}</b>
              <span class={styles.meta}>{texts.fromManaged}</span>
            </th>
            <td />
          </tr>
        ))}
        {own.map((name) => (
          <tr key={name}>
            <th scope="row" lang="zh-CN">
              <b>{name}</b>
            </th>
            <td class={styles.end}>
              <Button
                size="s"
                kind="quiet"
                icon={Trash2}
                name={texts.remove(name)}
                onClick={({ currentTarget }) => {
                  // After the last one the focus would be nowhere.
                  if (!passFocusOn(currentTarget, self.current)) currentTarget.closest('section')?.focus();
                  onRemove(name);
                }}
              />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
