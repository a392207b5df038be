/**
 * Gives a function that looks for the documents that `documents` names beside the page's own: calls `begin` for each that has come or was written anew, whose signal ends
 * with that document, and for those that were there what `begin` gave.
 */
export function followFrames(
  documents: () => Document[],
  signal: AbortSignal,
  begin: (inner: Document, signal: AbortSignal) => () => unknown,
): () => void {
  const known = new Map<Document, { body: HTMLElement; life: AbortController; again: () => unknown }>();
  return () => {
    const [, ...present] = documents();
    for (const [inner, { body, life }] of known) {
      // What was written into a document anew has lost all listeners.
      if (present.includes(inner) && inner.body === body) continue;
      known.delete(inner);
      life.abort();
    }
    for (const inner of present) {
      known.get(inner)?.again();
      if (known.has(inner) || signal.aborted) continue;
      const life = new AbortController();
      const again = begin(inner, AbortSignal.any([signal, life.signal]));
      known.set(inner, { body: inner.body, life, again });
    }
  };
}
