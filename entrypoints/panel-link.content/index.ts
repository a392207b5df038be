import { defineContentScript } from 'wxt/utils/define-content-script';
import type { MarksAsk } from '../../utils/messages/page-port.ts';
import type { PageMarks } from '../marks.content/page-marks.ts';
import { goToMark } from './go-to-mark.ts';
import { tellPlaces } from './tell-places.ts';

/** Put into a page that a side panel wants to speak with: tells it where the page's marks are, for as long as it listens, and does with them what it asks. */
export default defineContentScript({
  registration: 'runtime',
  cssInjectionMode: 'manual',
  noScriptStartedPostMessage: true,
  main() {
    const marks = globalThis.pageMarks;
    const waiting = globalThis.panelPorts?.splice(0) ?? [];
    for (const { port, asked, signal } of waiting) {
      if (!marks || signal.aborted) continue;
      const hear = (message: unknown) => {
        if (isAsk(message)) act(marks, message);
      };
      asked.forEach(hear);
      port.onMessage.addListener(hear);
      tellPlaces(marks, port, signal);
    }
  },
});

/** By hand, because a schema library would be the larger part of a script in a page. */
function isAsk(message: unknown): message is MarksAsk {
  if (typeof message !== 'object' || message === null || !('ask' in message) || !('id' in message))
    return false;
  return typeof message.id === 'string' && ['go', 'confirm', 'reattach'].some((ask) => ask === message.ask);
}

function act(marks: PageMarks, { ask, id }: MarksAsk): void {
  if (ask === 'confirm') void marks.confirm(id);
  else if (ask === 'go') goToMark(marks, id);
  else reattach(marks, id);
}

/** What is selected already is taken; else the page asks for a selection. */
function reattach(marks: PageMarks, id: string): void {
  const range = marks.selected();
  if (range) return void marks.move(id, range);
  void marks.closeCard();
  marks.state.reattaching.value = id;
}
