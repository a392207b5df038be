import { browser } from '../../utils/browser.ts';
import { RequestError } from '../../utils/messages/answer.ts';
import type { PageNotices } from '../../utils/messages/contract.ts';

export type Target = Parameters<typeof browser.scripting.executeScript>[0]['target'];
type Script = { files: string[] } | { func: () => unknown };

/** Runs a script in one document. Throws `not-found` when the document is gone, `refused` where extensions may not go. */
export async function inject(target: Target, script: Script) {
  const results = await browser.scripting.executeScript({ target, ...script }).catch((cause: unknown) => {
    const message = cause instanceof Error ? cause.message : String(cause);
    // Both browsers tell a document that is gone from one that is forbidden by the sentence alone.
    const isGone = /no (document|frame|tab) with|document was|frame (was )?removed|invalid documentid/i;
    throw new RequestError(isGone.test(message) ? 'not-found' : 'refused', message, { cause });
  });
  const [result] = results;
  if (result === undefined) throw new RequestError('not-found', 'the document is gone');
  return result;
}

type AskName = 'evidenceAsk' | 'pageAsk' | 'rulesAsk' | 'stepAsk' | 'trialAsk';

/** Leaves what a script is to do where it looks for it. Throws `not-found` when the document is gone. */
export async function leaveAsk(target: Target, name: AskName, ask: object): Promise<void> {
  // As JSON, since Chromium leaves out what is null within an argument.
  const args: [string, string] = [name, JSON.stringify(ask)];
  await browser.scripting.executeScript({ target, func: setHere, args }).catch((cause: unknown) => {
    throw new RequestError('not-found', 'the document is gone', { cause });
  });
}

/**
 * The same, and runs the script, which answers at once. In turn: of two that were left before either ran the first would be lost, and whoever ran second would find nothing to
 * do. Throws as `inject` does.
 */
export function runAsked(target: Target, name: AskName, ask: object, script: string) {
  const document = target.documentIds?.[0] ?? `of tab ${target.tabId}`;
  return navigator.locks.request(`${name} ${document}`, async () => {
    await leaveAsk(target, name, ask);
    return inject(target, { files: [`/content-scripts/${script}.js`] });
  });
}

/** Runs in the page, in our scripts' world; so it names nothing of this file. */
function setHere(name: string, json: string): void {
  Reflect.set(globalThis, name, json);
}

/** Puts the marks' script into the tab's top frame; one that is there already makes way for the new one. */
export async function injectMarks(tabId: number): Promise<void> {
  await inject({ tabId }, { files: ['/content-scripts/marks.js'] });
}

/** Tells the tab's scripts. That nobody listens there is usual and no error. */
export async function tellPage<Name extends keyof PageNotices>(
  tabId: number,
  name: Name,
  ...[body]: PageNotices[Name] extends undefined ? [] : [body: PageNotices[Name]]
): Promise<boolean> {
  return browser.tabs.sendMessage(tabId, { name, body }, { frameId: 0 }).then(
    () => true,
    () => false,
  );
}
