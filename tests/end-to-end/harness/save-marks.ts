import type { Page } from 'playwright-core';
import type { Browser } from 'wxt/browser';
import type { ChromiumProfile } from '../../../scripts/launch-chromium.ts';

declare const chrome: typeof Browser;

export interface MarkToSave {
  exact: string;
  colour: 1 | 2 | 3 | 4 | 5;
  note?: string;
  /** Written without having seen the other: both stand. */
  otherNote?: string;
  tag?: string;
}

/** Marks passages of a page by the messages that our script in it sends, and from its world. */
export async function saveMarks(profile: ChromiumProfile, page: Page, marks: MarkToSave[]): Promise<void> {
  const worker = await profile.worker();
  const problems = await worker.evaluate(
    async ({ address, all }) => {
      const [tab] = (await chrome.tabs.query({})).filter(({ url }) => url === address);
      const inPage = async (wanted: MarkToSave[]) => {
        const failed: string[] = [];
        const send = async (name: string, body: unknown) => {
          const reply = await chrome.runtime.sendMessage({ name, body });
          if (reply.error) failed.push(`${name}: ${reply.error.message}`);
        };
        const text = document.body.innerText;
        for (const { exact, colour, note, otherNote, tag } of wanted) {
          const id = Array.from({ length: 20 }, () => Math.floor(Math.random() * 36).toString(36)).join('');
          const at = text.indexOf(exact);
          const [prefix, suffix] = [
            text.slice(Math.max(0, at - 32), at),
            text.slice(at + exact.length, at + exact.length + 32),
          ];
          const pageSelectors = [{ type: 'TextQuoteSelector', exact, prefix, suffix }];
          await send('save-mark', { id, pageSelectors, colour, style: 'ground' });
          const owner = { kind: 'mark', id };
          if (note) await send('write-note', { owner, text: note, seen: [] });
          if (otherNote) await send('write-note', { owner, text: otherNote, seen: [] });
          if (tag) await send('add-tag', { owner, name: tag });
        }
        return failed;
      };
      const target = { tabId: tab?.id ?? -1 };
      const [answer] = await chrome.scripting.executeScript({ target, func: inPage, args: [all] });
      return answer?.result ?? ['no answer'];
    },
    { address: page.url(), all: marks },
  );
  if (problems.length > 0) throw new Error(problems.join('\n'));
}
