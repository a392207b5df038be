import { fakeBrowser } from 'wxt/testing/fake-browser';

/** What the extension did to the browser, for a test to look at. */
export interface BrowserLog {
  /** Files injected, as `tabId file`. */
  injected: string[];
  /** Messages to tabs, as `tabId name`. */
  told: string[];
  icons: Map<number, string>;
  badges: Map<number, string>;
  titles: Map<number, string>;
  /** Addresses of tabs that were opened: the first is tab 1001. */
  opened: string[];
  /** Tabs that were closed. */
  closed: number[];
  registered: { id: string; matches: string[] }[];
  /** As a browser that has just started: empty storage, nothing recorded. */
  reset(): void;
}

export interface FakeSettings {
  /** What an injected file or function gives back; throwing is refusing. */
  inject?: (script: { tabId: number; file: string | null; documentId: string | null }) => unknown;
  /** Tabs where a script of ours listens. */
  listening?: Set<number>;
  /** Origins that were granted. */
  granted?: Set<string>;
  openTabs?: { id: number; url: string }[];
}

/**
 * Stands in for the extension API, which Node has not: storage is WXT's own fake, the rest is recorded. To be called once in a test
 * file, before anything imports `utils/browser.ts`: the polyfill takes what it finds then. `settings` may be changed afterwards.
 */
export function installFakeBrowser(settings: FakeSettings = {}): BrowserLog {
  const log: BrowserLog = {
    injected: [],
    told: [],
    icons: new Map(),
    badges: new Map(),
    titles: new Map(),
    opened: [],
    closed: [],
    registered: [],
    reset: () => {
      fakeBrowser.reset();
      for (const list of [log.injected, log.told, log.registered, log.opened, log.closed]) list.length = 0;
      for (const shown of [log.icons, log.badges, log.titles]) shown.clear();
    },
  };
  log.reset();
  const api = {
    runtime: { id: OWN.id, getURL: (path: string) => OWN.origin + path.replace(/^\//, '') },
    storage: {
      local: fakeBrowser.storage.local,
      session: fakeBrowser.storage.session,
      managed: fakeBrowser.storage.managed,
    },
    alarms: fakeBrowser.alarms,
    action: fakeAction(log),
    scripting: fakeScripting(log, settings),
    permissions: {
      contains: async ({ origins }: { origins: string[] }) =>
        origins.every((origin) => settings.granted?.has(origin)),
    },
    tabs: {
      get: async (id: number) => settings.openTabs?.find((tab) => tab.id === id) ?? { id },
      create: async ({ url }: { url: string }) => {
        log.opened.push(url);
        return { id: 1000 + log.opened.length };
      },
      remove: async (id: number) => {
        log.closed.push(id);
      },
      query: async ({ url }: { url: string[] }) =>
        (settings.openTabs ?? []).filter((tab) =>
          url.some((pattern) => tab.url.startsWith(pattern.slice(0, -1))),
        ),
      sendMessage: async (tabId: number, { name }: { name: string }) => {
        if (!settings.listening?.has(tabId)) throw new Error('Receiving end does not exist.');
        log.told.push(`${tabId} ${name}`);
      },
    },
  };
  Object.assign(globalThis, { chrome: api, browser: api });
  return log;
}

/** The extension's own id and origin in tests. */
export const OWN = { id: 'our-extension', origin: 'chrome-extension://our-extension/' };

function fakeAction(log: BrowserLog) {
  return {
    setIcon: async ({ tabId, path }: { tabId: number; path: Record<string, string> }) => {
      log.icons.set(tabId, path[16] ?? '');
    },
    setBadgeText: async ({ tabId, text }: { tabId: number; text: string }) => {
      log.badges.set(tabId, text);
    },
    setBadgeBackgroundColor: async () => undefined,
    setBadgeTextColor: async () => undefined,
    setTitle: async ({ tabId, title }: { tabId: number; title: string }) => {
      log.titles.set(tabId, title);
    },
  };
}

function fakeScripting(log: BrowserLog, settings: FakeSettings) {
  const remove = (ids: string[]) => {
    log.registered = log.registered.filter((script) => !ids.includes(script.id));
  };
  return {
    executeScript: async (injection: {
      target: { tabId: number; documentIds?: string[] };
      files?: string[];
    }) => {
      const { tabId, documentIds } = injection.target;
      const file = injection.files?.[0] ?? null;
      if (file !== null) log.injected.push(`${tabId} ${file}`);
      const documentId = documentIds?.[0] ?? null;
      const result: unknown = settings.inject?.({ tabId, file, documentId });
      return [{ frameId: 0, documentId: documentId ?? `document-${tabId}`, result }];
    },
    getRegisteredContentScripts: async ({ ids }: { ids: string[] }) =>
      log.registered.filter((script) => ids.includes(script.id)),
    registerContentScripts: async (scripts: BrowserLog['registered']) => {
      const known = log.registered.find(({ id }) => scripts.some((script) => script.id === id));
      if (known !== undefined) throw new Error(`Duplicate script ID '${known.id}'`);
      log.registered.push(...scripts);
    },
    updateContentScripts: async (scripts: BrowserLog['registered']) => {
      remove(scripts.map((script) => script.id));
      log.registered.push(...scripts);
    },
    unregisterContentScripts: async ({ ids }: { ids: string[] }) => remove(ids),
  };
}
