import * as z from 'zod/mini';
import type { ViewNotices } from './messages/contract.ts';

/** Pages of other origins can't join a `BroadcastChannel`, so what arrives comes from one of our own contexts. */
const CHANNEL = 'view-notices';

const noticeSchema = z.object({
  name: z.enum([
    'library-changed',
    'reading-progress',
    'sync-changed',
    'offline-changed',
    'offline-chosen',
    'session-changed',
  ]),
  body: z.optional(z.unknown()),
});

/** Tells every listener, in this context too. A worker that sleeps hears nothing: say what it must do by message. */
export function postNotice<Name extends keyof ViewNotices>(
  name: Name,
  ...[body]: ViewNotices[Name] extends undefined ? [] : [body: ViewNotices[Name]]
): void {
  const channel = new BroadcastChannel(CHANNEL);
  channel.postMessage({ name, body });
  channel.close();
}

/** Calls `listen` with the body of each notice of that name until `signal` aborts. */
export function onNotice<Name extends keyof ViewNotices>(
  name: Name,
  listen: (body: ViewNotices[Name]) => void,
  signal: AbortSignal,
): void {
  const channel = new BroadcastChannel(CHANNEL);
  channel.addEventListener(
    'message',
    (event: MessageEvent) => {
      const notice = noticeSchema.safeParse(event.data);
      if (notice.success && notice.data.name === name) listen(event.data.body);
    },
    { signal },
  );
  signal.addEventListener('abort', () => channel.close(), { once: true });
}
