/** Around the words, in CSS pixels. */
const MARGIN = 4;

/** An element of ours that lies over the page and lets every press through, with a closed root for what is drawn. */
export function coverPage(): { host: HTMLElement; root: ShadowRoot } {
  const host = document.createElement('div');
  host.style.cssText = 'all: initial; position: fixed; inset: 0; z-index: 2147483647; pointer-events: none;';
  host.ariaHidden = 'true';
  const root = host.attachShadow({ mode: 'closed' });
  document.documentElement.append(host);
  return { host, root };
}

/** Ink and paper side by side, so that the frame is seen on any ground; red as whatever is the reader's. */
export function frameAround({ left, top, width, height }: DOMRect): HTMLElement {
  const frame = document.createElement('div');
  frame.style.cssText = `position: fixed; left: ${left - MARGIN}px; top: ${top - MARGIN}px; width: ${width + 2 * MARGIN}px; height: ${height + 2 * MARGIN}px;
    box-sizing: border-box; border: 3px solid #b5301b; border-radius: 2px; box-shadow: 0 0 0 2px #fffdf8, inset 0 0 0 1px #fffdf8;`;
  return frame;
}
