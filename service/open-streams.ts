/** Notes that a session opened an event stream, which `end` ends. Returns what to call once it is over. */
export type OpenStream = (sessionId: string, end: () => void) => () => void;

/** A device has one, and for a while those of connections that broke unseen; a profile that was copied has its copies' as well. */
const MOST_OF_SESSION = 8;

/** Streams cost memory for as long as they are open, so a session has only so many: where one more is opened, its oldest ends. */
export function createOpenStreams(): OpenStream {
  const streams = new Map<string, Set<() => void>>();
  return (sessionId, end) => {
    const own = streams.get(sessionId) ?? new Set();
    streams.set(sessionId, own);
    own.add(end);
    const [oldest] = own;
    if (oldest && own.size > MOST_OF_SESSION) {
      own.delete(oldest);
      oldest();
    }
    return () => {
      own.delete(end);
      if (own.size === 0 && streams.get(sessionId) === own) streams.delete(sessionId);
    };
  };
}
