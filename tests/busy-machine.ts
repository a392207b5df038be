import { afterAll, vi } from 'vitest';

/** Milliseconds within which Preact runs the effects of what it has drawn, whether or not a frame comes. */
const EFFECTS = 35;

// One that came when the window of its file is gone would fail the run.
if ('document' in globalThis) afterAll(() => new Promise((done) => setTimeout(done, EFFECTS + 15)));

// What is right may come late; only what is wrong is waited for this long.
const { waitFor } = vi;
vi.waitFor = (check, options = { timeout: 10_000 }) => waitFor(check, options);
