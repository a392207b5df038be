import { Download, Trash2, Undo2 } from 'lucide-preact';
import { useState } from 'preact/hooks';
import { upkeepTexts } from '../../locales/upkeep.ts';
import { language, textsOf } from '../../utils/appearance.ts';
import {
  checkLibrary,
  dropAside,
  layAside,
  putBackAside,
  readSetAside,
  type SetAside,
} from '../../utils/library/check-library.ts';
import type { Library } from '../../utils/library/library.ts';
import { announceChange, openAccountStore } from '../../utils/library/open-library.ts';
import { Button } from '../controls/Button.tsx';
import { Notice } from '../controls/Notice.tsx';
import { showToast } from '../controls/toasts.ts';
import { downloadJson } from '../library/download-json.ts';
import { exactMoment } from '../library/times.ts';
import { useLive } from '../library/use-live.ts';
import { plainRow } from './plain-row.ts';
import { Section } from './Section.tsx';
import styles from './Settings.module.css';

/** Whether everything can be read, and what could not, as it changes here or elsewhere: to be put back, exported or dropped. */
export function CheckSection({ library }: { library: Library }) {
  const texts = textsOf(upkeepTexts);
  const { account } = library;
  const aside = useLive(async () => readSetAside(await openAccountStore(account)), [account]);
  const [percent, setPercent] = useState<number | null>(null);
  const [result, setResult] = useState<string | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const changed = () => announceChange({ account, records: [] });
  const act = async (work: () => Promise<void>) => {
    setProblem(null);
    await work().catch(() => setProblem(texts.actionFailed));
    aside.reload();
  };
  const check = async () => {
    setProblem(null);
    setResult(null);
    setPercent(0);
    try {
      const onProgress = (done: number, total: number) =>
        setPercent(Math.floor((100 * done) / Math.max(1, total)));
      const store = await openAccountStore(account);
      const { checked, setAside: found } = await checkLibrary(store, { isThorough: true, onProgress });
      setResult(found === 0 ? texts.sound(checked) : texts.found(found));
      if (found > 0) changed();
    } catch {
      setProblem(texts.checkFailed);
    }
    setPercent(null);
    aside.reload();
  };
  const putBack = (row: SetAside) =>
    act(async () => {
      const { result: isBack, changed: records } = await putBackAside(
        await openAccountStore(account),
        row.key,
      );
      announceChange({ account, records });
      if (isBack) showToast({ text: texts.isBack });
      else setProblem(texts.notBack);
    });
  const drop = (row: SetAside) =>
    act(async () => {
      await dropAside(await openAccountStore(account), row.key);
      changed();
      const undo = async () => {
        await layAside(await openAccountStore(account), row);
        changed();
      };
      showToast({ text: texts.dropped, action: { label: texts.undo, onAction: () => void act(undo) } });
    });
  return (
    <Section id="check" title={texts.check} words={texts.words}>
      <div class={styles.line}>
        <Button isBusy={percent !== null} onClick={() => void check()}>
          {percent === null ? texts.checkNow : texts.checking(percent)}
        </Button>
        <span role="status">{result}</span>
      </div>
      {problem && (
        <Notice kind="danger" isBlock>
          {problem}
        </Notice>
      )}
      {aside.hasFailed && <Notice isBlock>{texts.asideUnread}</Notice>}
      {aside.value && aside.value.length > 0 && (
        <table class={styles.table} aria-label={texts.aside}>
          <thead>
            <tr>
              <th scope="col">{texts.kinds}</th>
              <th scope="col">{texts.what}</th>
              <th scope="col">
                <span class="visually-hidden">{texts.doings}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {aside.value.map((row) => (
              <tr key={row.key}>
                <th scope="row">{nameOf(row)}</th>
                <td>
                  {texts[row.reason]}
                  <div class={styles.muted}>{exactMoment(row.at, language.value)}</div>
                </td>
                <td class={styles.end}>
                  <Button size="s" icon={Undo2} name={texts.putBack} onClick={() => void putBack(row)} />
                  <Button
                    size="s"
                    icon={Download}
                    name={texts.export}
                    onClick={() => downloadJson(row.id, plainRow(row))}
                  />
                  <Button size="s" icon={Trash2} name={texts.drop} onClick={() => void drop(row)} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Section>
  );
}

function nameOf({ store, kind }: SetAside): string {
  const texts = textsOf(upkeepTexts);
  if (store === 'outbox') return texts.waiting;
  if (kind === 'article' || kind === 'mark' || kind === 'tag' || kind === 'tagging' || kind === 'blob')
    return texts[kind];
  return texts.record;
}
