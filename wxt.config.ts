import { join } from 'node:path';
import { defineConfig } from 'wxt';
import { loadPageAtOnce } from './scripts/load-page-at-once.ts';

/** Pins the extension's id in development and self-hosted builds, so that the service can name it in its CORS list. */
const PUBLIC_KEY =
  'MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEAuTxHLb0QOGfkeMSHqputo4x5pKP2JeoRrGofu3Q4LpaSQqAZ48EKQpocR8CZSdkup7qBX9L/ARlDrhtmOMMhx1TtwmZDgvkwF98w2IozJPV+9hrd7JHCq6AWvjRPqAgPKJmtB3s4pkz5zV5gpSt+uG1qURtEIcdIhiLxGai1S+kyq4usYZpHUWWPUWpFaDGkKWv+P4/nSgwJAnkRjiljS6zgkKR131E4I3cMWdQROF16fkLLi6nPF97U75S9wW1NeHq8E2vy469pjOsCeH0VtENyoRs4LURJNsxRM6erGn5UkX7swj++kN2PaFHPNaeqIg9TvpmFUhmjlRVCtwZZHwIDAQAB';

export default defineConfig({
  imports: false,
  manifestVersion: 3,
  hooks: {
    // WXT takes the popup's <title> instead, which is in one language.
    'build:manifestGenerated': (_, manifest) => {
      if (manifest.action) manifest.action.default_title = '__MSG_name__';
      if (manifest.sidebar_action) {
        manifest.sidebar_action.default_title = '__MSG_name__';
        manifest.sidebar_action.open_at_install = false;
      }
    },
  },
  outDir: process.env.OUT_DIR ?? '.output',
  // The oldest browsers the manifests admit: nothing is rewritten for older ones, least of all `light-dark()`.
  vite: () => ({
    plugins: [loadPageAtOnce()],
    build: { target: ['chrome128', 'firefox153'], cssTarget: ['chrome128', 'firefox153'] },
    resolve: {
      alias: {
        // WXT puts the whole of it into every script.
        'wxt/utils/content-script-context': join(import.meta.dirname, 'utils/script-context.ts'),
      },
    },
  }),
  manifest: ({ browser }) => ({
    name: '__MSG_name__',
    description: '__MSG_description__',
    default_locale: 'zh_CN',
    permissions: ['storage', 'unlimitedStorage', 'activeTab', 'scripting', 'alarms', 'contextMenus'],
    optional_permissions: [
      'downloads',
      'declarativeNetRequestWithHostAccess',
      'tabs',
      // `identity` is a window of the browser's own for signing in elsewhere; Firefox does not give it later on, so a tab is opened there.
      ...(browser === 'firefox' ? [] : ['offscreen', 'identity']),
    ],
    optional_host_permissions: ['http://*/*', 'https://*/*'],
    // Nothing is kept of private windows: scripts, popup and shortcuts are not there at all.
    incognito: 'not_allowed',
    icons: {
      16: '/icon/article-16.png',
      32: '/icon/article-32.png',
      48: '/icon/article-48.png',
      128: '/icon/article-128.png',
    },
    action: {
      default_title: '__MSG_name__',
      default_icon: { 16: '/icon/grey-16.png', 32: '/icon/grey-32.png', 48: '/icon/grey-48.png' },
    },
    content_security_policy: {
      extension_pages: "script-src 'self'; object-src 'none'; base-uri 'none'; frame-ancestors 'none'",
    },
    commands: {
      'save-page': { suggested_key: { default: 'Alt+Shift+S' }, description: '__MSG_commandSave__' },
      'mark-selection': { suggested_key: { default: 'Alt+Shift+H' }, description: '__MSG_commandMark__' },
      'open-panel': { suggested_key: { default: 'Alt+Shift+L' }, description: '__MSG_commandPanel__' },
      // Chromium gives an extension four keys of its own; these the reader chooses.
      'next-mark': { description: '__MSG_commandNextMark__' },
      'previous-mark': { description: '__MSG_commandPreviousMark__' },
      'open-reader': { suggested_key: { default: 'Alt+Shift+R' }, description: '__MSG_commandReader__' },
    },
    ...(browser === 'firefox'
      ? {
          browser_specific_settings: {
            gecko: {
              id: 'observation-companion@observation.example',
              // The oldest tried: it names documents by id, and a save depends on that.
              strict_min_version: '153.0',
              data_collection_permissions: { required: ['none'] },
            },
          },
        }
      : {
          key: PUBLIC_KEY,
          // The first with caretPositionFromPoint, and with everything older that the code takes for granted.
          minimum_chrome_version: '128',
          storage: { managed_schema: 'managed-schema.json' },
        }),
  }),
});
