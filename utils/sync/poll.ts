const SHORTEST_MS = 15_000;
const LONGEST_MS = 30_000;

/** Calls `ask` every 15 to 30 s while `isWanted`: for as long as no stream tells of changes. */
export function pollWhile(isWanted: () => boolean, ask: () => void, signal: AbortSignal): void {
  let timer: ReturnType<typeof setTimeout>;
  const next = () => {
    timer = setTimeout(
      () => {
        if (isWanted()) ask();
        next();
      },
      SHORTEST_MS + Math.random() * (LONGEST_MS - SHORTEST_MS),
    );
  };
  next();
  signal.addEventListener('abort', () => clearTimeout(timer));
}
