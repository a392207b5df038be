import { browser } from 'wxt/browser';
import type { ContentScriptContext as FullContext } from 'wxt/utils/content-script-context';

declare global {
  /** By the names of the scripts that run in this page, in their world. */
  var lives: Record<string, AbortController> | undefined;
}

/**
 * The life of one script in a page: it ends when a newer one of its name is put there, or when the extension that it belongs to is gone. The build
 * puts it in the place of WXT's class of that name, which has 3 KB of what no script here uses and posts a message that the page can read.
 */
export class ContentScriptContext implements Pick<FullContext, 'signal' | 'isInvalid'> {
  readonly #life = new AbortController();

  constructor(contentScriptName: string) {
    // The name is ours from now on, whatever the page has called so.
    const lives = (Object.hasOwn(globalThis, 'lives') && globalThis.lives) || {};
    globalThis.lives = lives;
    lives[contentScriptName]?.abort();
    lives[contentScriptName] = this.#life;
    // An updated extension's scripts run in another world than those it has orphaned, and can tell them by an event alone. A page can make that event up: nobody else obeys.
    const started = `${browser.runtime.id} ${contentScriptName}`;
    document.dispatchEvent(new Event(started));
    document.addEventListener(started, () => this.isInvalid, { signal: this.signal });
  }

  get signal(): AbortSignal {
    return this.#life.signal;
  }

  get isInvalid(): boolean {
    if (browser.runtime?.id === undefined) this.#life.abort();
    return this.signal.aborted;
  }
}
