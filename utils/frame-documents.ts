/** Frames that are smaller hold counters and buttons, px. */
const LEAST_WIDTH = 200;
const LEAST_HEIGHT = 60;

/** A page's document, then those within its frames, as far as they are seen and the page itself may read them: what is of another origin stays closed. */
export function documentsIn(document: Document): Document[] {
  const frames = [...document.querySelectorAll<HTMLIFrameElement>('iframe, frame')];
  const within = frames.flatMap((frame) => {
    const { width, height } = frame.getBoundingClientRect();
    const inner = width >= LEAST_WIDTH && height >= LEAST_HEIGHT ? frame.contentDocument : null;
    return inner?.body ? documentsIn(inner) : [];
  });
  return [document, ...within];
}
