import { browser } from 'wxt/browser';
import type { ContentScriptContext as FullContext } from 'wxt/utils/content-script-context';

/**
 * The life of one script in a page: it ends when a newer one of its name is put there, or when the extension that it belongs to is gone. The build
 * puts it in the place of WXT's class of that name, which has 3 KB of what no script here uses and posts a message that the page can read.
 */
export class ContentScriptContext implements Pick<FullContext, 'signal' | 'isInvalid'> {
  readonly #life = new AbortController();

  constructor(contentScriptName: string) {
    // Under WXT's name, and with what its class looks for, so that scripts of earlier builds make way too.
    const started = `${browser.runtime.id}:${contentScriptName}:wxt:content-script-started`;
    const detail = { contentScriptName, messageId: String(Math.random()) };
    document.dispatchEvent(new CustomEvent(started, { detail }));
    document.addEventListener(started, () => this.#life.abort(), { signal: this.signal });
  }

  get signal(): AbortSignal {
    return this.#life.signal;
  }

  get isInvalid(): boolean {
    if (browser.runtime?.id === undefined) this.#life.abort();
    return this.signal.aborted;
  }
}
