import { changedEventSchema } from '../../protocol/sync.ts';
import { type ServiceAccess, serviceFetch } from '../account/service-fetch.ts';

/** The service says something at least every 25 s; silence for longer means a dead line or a proxy that buffers. */
const SILENCE_MS = 60_000;
const FIRST_RETRY_MS = 1_000;
const LONGEST_RETRY_MS = 5 * 60_000;

/**
 * Listens to the service's server-sent events and calls `onChanged` with the member's newest revision, until `signal` aborts. Read by
 * `fetch`, since `EventSource` can't send a token. A broken stream is opened again, with growing pauses.
 */
export async function listenToChanges(
  access: ServiceAccess,
  onChanged: (revision: number) => void,
  signal: AbortSignal,
): Promise<void> {
  let pause = FIRST_RETRY_MS;
  while (!signal.aborted) {
    try {
      await readStream(access, signal, (revision) => {
        pause = FIRST_RETRY_MS;
        onChanged(revision);
      });
    } catch {
      // Offline, restarted, signed out or cut by a proxy: the pause grows, and every sync still asks for itself.
    }
    await sleep(pause * (0.5 + Math.random() / 2), signal);
    pause = Math.min(pause * 2, LONGEST_RETRY_MS);
  }
}

async function readStream(
  access: ServiceAccess,
  signal: AbortSignal,
  onChanged: (revision: number) => void,
): Promise<void> {
  const silence = new AbortController();
  const stopped = AbortSignal.any([signal, silence.signal]);
  const response = await serviceFetch(access, {
    path: 'sync/events',
    headers: { Accept: 'text/event-stream' },
    signal: stopped,
    timeoutMs: null,
  });
  if (!response.body) return;
  let timer = setTimeout(() => silence.abort(), SILENCE_MS);
  let rest = '';
  try {
    for await (const text of response.body.pipeThrough(new TextDecoderStream())) {
      clearTimeout(timer);
      timer = setTimeout(() => silence.abort(), SILENCE_MS);
      const events = (rest + text).replaceAll('\r\n', '\n').split('\n\n');
      rest = events.pop() ?? '';
      for (const event of events) readEvent(event, onChanged);
    }
  } finally {
    clearTimeout(timer);
  }
}

function readEvent(event: string, onChanged: (revision: number) => void): void {
  const lines = event.split('\n');
  const name = lines
    .find((line) => line.startsWith('event:'))
    ?.slice(6)
    .trim();
  const body = lines.filter((line) => line.startsWith('data:')).map((line) => line.slice(5).trim());
  if (name !== 'changed') return;
  const changed = changedEventSchema.safeParse(parseJson(body.join('\n')));
  if (changed.success) onChanged(changed.data.revision);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function sleep(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(done, milliseconds);
    function done() {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      resolve();
    }
    signal.addEventListener('abort', done);
  });
}
