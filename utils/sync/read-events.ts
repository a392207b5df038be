import * as z from 'zod/mini';
import { ServiceError } from '../account/service-error.ts';
import { type ServiceAccess, serviceFetch } from '../account/service-fetch.ts';
import { parseJson } from '../parse-json.ts';

/** An event as it came; `body` is not checked yet, undefined where it is not JSON. */
export interface StreamEvent {
  name: string;
  body: unknown;
}

export interface Silences {
  /** The first event is due at once. Without it: a proxy that collects before it passes on, or a line that is dead. */
  firstMs: number;
  /** Later something comes at least every 25 s. */
  laterMs: number;
}

/** The stream was opened, or seemed to be, and said nothing for too long. */
export class SilentStreamError extends Error {
  override readonly name = 'SilentStreamError';
}

/**
 * Reads the service's server-sent events over one connection until that ends; `onEvent` gets each, `onHeard` is called for whatever arrives. By
 * `fetch`, since `EventSource` can't send a token.
 * @throws {SilentStreamError} @throws {ServiceError} `bad-answer` for what is no stream of events.
 */
export async function readEvents(
  access: ServiceAccess,
  { signal, silences, onEvent, onHeard }: EventReader,
): Promise<void> {
  const silence = new AbortController();
  const fallSilent = () => silence.abort(new SilentStreamError());
  let timer = setTimeout(fallSilent, silences.firstMs);
  try {
    const response = await serviceFetch(access, {
      path: 'sync/events',
      headers: { Accept: 'text/event-stream' },
      signal: AbortSignal.any([signal, silence.signal]),
      timeoutMs: null,
    });
    const isStream = response.headers.get('Content-Type')?.startsWith('text/event-stream') ?? false;
    if (!isStream || !response.body) throw new ServiceError('bad-answer');
    let rest = '';
    let hasEvent = false;
    for await (const text of response.body.pipeThrough(new TextDecoderStream())) {
      onHeard();
      const events = (rest + text).replaceAll('\r\n', '\n').split('\n\n');
      rest = events.pop() ?? '';
      for (const event of events.flatMap(parseEvent)) {
        hasEvent = true;
        onEvent(event);
      }
      if (!hasEvent) continue;
      clearTimeout(timer);
      timer = setTimeout(fallSilent, silences.laterMs);
    }
  } finally {
    clearTimeout(timer);
  }
}

interface EventReader {
  signal: AbortSignal;
  silences: Silences;
  onEvent: (event: StreamEvent) => void;
  onHeard: () => void;
}

/** None where it is a comment. */
function parseEvent(event: string): StreamEvent[] {
  const lines = event.split('\n');
  const valuesOf = (field: string) =>
    lines.filter((line) => line.startsWith(field)).map((line) => line.slice(field.length).trim());
  const [name] = valuesOf('event:');
  return name === undefined ? [] : [{ name, body: parseJson(valuesOf('data:').join('\n'), z.unknown()) }];
}
