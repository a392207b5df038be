import { type ComponentChildren, render } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';

export interface FieldFrameProps {
  name: string;
  takesFocus: boolean;
  /** Esc, pressed there and taken by nothing within. */
  onClose: () => void;
  /** A field, and what belongs to it; or words of the reader's. */
  children: ComponentChildren;
}

/**
 * What the reader wrote or writes, in a window of its own: what is typed there never comes by the page's window, at which its scripts may capture the keys before they reach any
 * element, and what stands there isn't found when the page looks through its text, closed roots included (`window.find`). An empty frame within a closed root is in no list of the
 * page's frames either. Where a server has sandboxed its page, such a frame is closed to us too, and all stands in the root itself.
 */
export function FieldFrame({ name, takesFocus, onClose, children }: FieldFrameProps) {
  const self = useRef<HTMLIFrameElement>(null);
  const [isBare, setBare] = useState(false);
  const close = useRef(onClose);
  close.current = onClose;
  const adjust = () => {
    const frame = self.current;
    const inner = frame?.contentDocument;
    if (!frame || !inner) return;
    const height = `${inner.body.offsetHeight}px`;
    if (height === frame.style.height) return;
    frame.style.height = height;
    if (inner.hasFocus()) frame.scrollIntoView({ block: 'nearest' });
  };
  const draw = () => {
    const frame = self.current;
    const paper = frame?.closest<HTMLElement>('.paper');
    const style = paper?.parentNode?.querySelector('style');
    if (!frame || !paper || !style) return;
    const inner = frame.contentDocument;
    if (!inner) return setBare(true);
    const { head, body } = inner;
    const isNew = !head.firstChild;
    if (isNew) {
      head.append(style.cloneNode(true));
      inner.addEventListener('keydown', (event) => {
        if (event.key === 'Escape' && !event.isComposing && !event.defaultPrevented) close.current();
      });
      // What is drawn by a script that is still on its way comes later.
      new ResizeObserver(adjust).observe(body);
    }
    inner.documentElement.dataset.theme = paper.dataset.theme;
    inner.documentElement.lang = paper.lang;
    body.className = 'paper inner';
    render(children, body);
    if (isNew && takesFocus) focusWithin(body);
    adjust();
  };
  useLayoutEffect(draw);
  if (isBare) {
    return (
      <div ref={takesFocus ? focusWithin : null} class="inner">
        {children}
      </div>
    );
  }
  // Browsers may put another document into a frame that has just been made.
  return <iframe ref={self} title={name} onLoad={draw} />;
}

function focusWithin(place: Element | null): void {
  const field = place?.querySelector<HTMLTextAreaElement | HTMLInputElement>('textarea, input');
  field?.focus({ preventScroll: true });
  field?.setSelectionRange(field.value.length, field.value.length);
}
