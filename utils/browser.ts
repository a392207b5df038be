/**
 * The browser's API for the background and our own pages: the one place that imports webextension-polyfill.
 * Scripts in pages import `wxt/browser` instead, since the polyfill would add 10 KB to each of them.
 */
import browser from 'webextension-polyfill';

export { browser };
