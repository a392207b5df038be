import { useEffect, useState } from 'preact/hooks';
import { optionsTexts } from '../../locales/options.ts';
import { hasSingleKeys, setSingleKeys, textsOf } from '../../utils/appearance.ts';
import { browser } from '../../utils/browser.ts';
import { Button } from '../controls/Button.tsx';
import { Checkbox } from '../controls/Checkbox.tsx';
import { Section } from './Section.tsx';
import styles from './Settings.module.css';

/** The browser's own page for shortcuts in Chromium; Firefox has a call for it. */
const SHORTCUTS_PAGE = 'chrome://extensions/shortcuts';

interface Shortcut {
  name: string;
  keys: string;
}

/** The keys as the browser has them now, and the way to change them, which is the browser's alone. */
export function ShortcutsSection() {
  const texts = textsOf(optionsTexts);
  const [shortcuts, setShortcuts] = useState<Shortcut[]>([]);
  useEffect(() => {
    const read = async () => {
      const commands = await browser.commands.getAll();
      setShortcuts(commands.map(({ name = '', shortcut = '' }) => ({ name, keys: shortcut })));
    };
    void read();
    // The reader comes back from the browser's page.
    addEventListener('focus', read);
    return () => removeEventListener('focus', read);
  }, []);
  return (
    <Section id="shortcuts" title={texts.shortcuts} words={texts.shortcutsWords}>
      <table class={styles.table}>
        <thead>
          <tr>
            <th scope="col">{texts.shortcutFor}</th>
            <th scope="col">{texts.shortcut}</th>
          </tr>
        </thead>
        <tbody>
          {shortcuts.map(({ name, keys }) => (
            <tr key={name}>
              <th scope="row">{wordsOf(name)}</th>
              <td>
                {keys ? (
                  <kbd class={styles.key}>{keys}</kbd>
                ) : (
                  <span class={styles.muted}>{texts.shortcutNone}</span>
                )}
              </td>
            </tr>
          ))}
          <tr>
            <th scope="row">{texts.shortcutReattach}</th>
            <td>
              <kbd class={styles.key}>Enter</kbd>
            </td>
          </tr>
        </tbody>
      </table>
      <div class={styles.line}>
        <Button onClick={() => void openShortcuts()}>{texts.shortcutChange}</Button>
        {!canOpenShortcuts() && <span class={styles.meta}>{texts.shortcutWhere}</span>}
      </div>
      <Checkbox isChecked={hasSingleKeys.value} onChange={setSingleKeys} help={texts.singleKeysHelp}>
        {texts.singleKeys}
      </Checkbox>
    </Section>
  );
}

function wordsOf(command: string): string {
  const texts = textsOf(optionsTexts);
  const words: Record<string, string> = {
    _execute_action: texts.shortcutOpen,
    'save-page': texts.shortcutSave,
    'mark-selection': texts.shortcutMark,
    'open-reader': texts.shortcutReader,
    'open-panel': texts.shortcutPanel,
    'next-mark': texts.shortcutNext,
    'previous-mark': texts.shortcutPrevious,
  };
  return words[command] ?? command;
}

/** Firefox 137 and later; Chromium has no such call, whatever the polyfill's types say. */
function canOpenShortcuts(): boolean {
  return 'openShortcutSettings' in browser.commands;
}

async function openShortcuts(): Promise<void> {
  if (canOpenShortcuts()) return browser.commands.openShortcutSettings();
  await browser.tabs.create({ url: SHORTCUTS_PAGE });
}
