import { type ComponentChild, render } from 'preact';
import { act } from 'preact/test-utils';

/** jsdom lays nothing out, so that no size ever changes, and nothing scrolls. */
class NoResizes implements ResizeObserver {
  observe(): void {}
  unobserve(): void {}
  disconnect(): void {}
}
globalThis.ResizeObserver ??= NoResizes;
Element.prototype.scrollIntoView ??= () => undefined;
/** Nor does it know what is modal. */
HTMLDialogElement.prototype.showModal ??= function showModal(this: HTMLDialogElement) {
  this.open = true;
};
HTMLDialogElement.prototype.close ??= function close(this: HTMLDialogElement) {
  this.open = false;
};

/** Draws into the test's document, with effects run. */
export async function mount(view: ComponentChild): Promise<HTMLElement> {
  document.body.replaceChildren();
  const root = document.body.appendChild(document.createElement('div'));
  await act(() => render(view, root));
  return root;
}

/** Takes the view away, as a closing page does. */
export async function unmount(root: HTMLElement): Promise<void> {
  await act(() => render(null, root));
}

/** Types into a field: its value, and the event a browser sends. */
export async function type(field: HTMLInputElement | HTMLTextAreaElement, value: string): Promise<void> {
  await act(() => {
    field.value = value;
    field.dispatchEvent(new InputEvent('input', { bubbles: true }));
  });
}

export async function press(target: HTMLElement, key: string, init: KeyboardEventInit = {}): Promise<void> {
  await act(() => {
    target.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...init }));
  });
}

export async function click(target: HTMLElement): Promise<void> {
  await act(() => target.click());
}

/** Types into a field, and sends its form. */
export async function send(field: HTMLInputElement, value: string): Promise<void> {
  await type(field, value);
  await act(() => field.form?.requestSubmit());
}

/** The one field whose label holds the words. */
export function fieldOf(label: string): HTMLInputElement {
  const found = byRole('textbox', label);
  if (!(found instanceof HTMLInputElement)) throw new Error(`no field ${label}`);
  return found;
}

/** The one element of that role whose name or text holds the words. */
export function byRole(role: string, words: string): HTMLElement {
  const tags: Record<string, string> = {
    button: 'button',
    link: 'a[href]',
    textbox: 'textarea, input:not([role])',
    heading: 'h1, h2, h3',
  };
  const candidates = [...document.querySelectorAll<HTMLElement>(tags[role] ?? `[role=${role}]`)];
  const found = candidates.filter((element) => nameOf(element).includes(words));
  const [only] = found;
  if (!only || found.length > 1) throw new Error(`${found.length} of ${role} “${words}”`);
  return only;
}

function nameOf(element: HTMLElement): string {
  const label = element.id ? document.querySelector(`label[for="${element.id}"]`)?.textContent : null;
  return element.getAttribute('aria-label') ?? label ?? element.textContent ?? '';
}
