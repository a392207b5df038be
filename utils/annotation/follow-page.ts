export interface FollowOptions {
  /** Called when the page has changed and come to rest, and not again before it is done. Says whether it found something to do: if not, the next call comes later. */
  onChange: () => Promise<boolean>;
  signal: AbortSignal;
}

/** Quiet before a change is looked at: a list that loads piece by piece is one change. */
export const QUIET_MS = 300;
/** Changes that lead nowhere (a ticker, an advertisement) are looked at less and less often, down to this. */
export const LONGEST_QUIET_MS = 10_000;

/** Follows changes of a page's text and visibility. Does nothing while nothing changes. */
export function followPage(root: Element, { onChange, signal }: FollowOptions): void {
  const view = root.ownerDocument.defaultView;
  if (!view || signal.aborted) return;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let quiet = QUIET_MS;
  let isBusy = false;
  let isDue = false;
  const look = async () => {
    isDue = false;
    try {
      const looking = onChange();
      // What `onChange` itself may have caused is no reason to look again.
      observer.takeRecords();
      quiet = (await looking) ? QUIET_MS : Math.min(quiet * 2, LONGEST_QUIET_MS);
    } finally {
      isBusy = false;
      if (isDue) lookLater();
    }
  };
  const lookLater = () => {
    isDue = true;
    // Never put off: under a change each 100 ms the first look still comes after one quiet time.
    if (isBusy || signal.aborted) return;
    isBusy = true;
    timer = setTimeout(look, quiet);
  };
  const observer = new view.MutationObserver(lookLater);
  observer.observe(root, {
    childList: true,
    characterData: true,
    subtree: true,
    attributes: true,
    attributeFilter: ['hidden', 'open', 'class', 'style', 'src'],
  });
  signal.addEventListener('abort', () => {
    observer.disconnect();
    clearTimeout(timer);
  });
}
