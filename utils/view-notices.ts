import * as z from 'zod/mini';
import type { ViewNotices } from './messages/contract.ts';

const bodySchema = z.object({ body: z.optional(z.unknown()) });

/**
 * Each has a channel of its own: whoever waits for one need not read the others, which a sync posts by the thousand records. Pages of other origins can't join a
 * `BroadcastChannel`, so what arrives comes from one of our own contexts.
 */
function channelOf(name: keyof ViewNotices): BroadcastChannel {
  return new BroadcastChannel(`view-notices ${name}`);
}

/** Tells every listener, in this context too. A worker that sleeps hears nothing: say what it must do by message. */
export function postNotice<Name extends keyof ViewNotices>(
  name: Name,
  ...[body]: ViewNotices[Name] extends undefined ? [] : [body: ViewNotices[Name]]
): void {
  const channel = channelOf(name);
  channel.postMessage({ body });
  channel.close();
}

/** Calls `listen` with the body of each notice of that name until `signal` aborts. */
export function onNotice<Name extends keyof ViewNotices>(
  name: Name,
  listen: (body: ViewNotices[Name]) => void,
  signal: AbortSignal,
): void {
  const channel = channelOf(name);
  channel.addEventListener(
    'message',
    (event: MessageEvent) => {
      if (bodySchema.safeParse(event.data).success) listen(event.data.body);
    },
    { signal },
  );
  signal.addEventListener('abort', () => channel.close(), { once: true });
}
