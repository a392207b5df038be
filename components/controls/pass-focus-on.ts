/** For a button that is about to go with what it stands for: the next one in the list gets the focus, or the one before. Gives whether there is any. */
export function passFocusOn(button: HTMLButtonElement, list: HTMLElement | null): boolean {
  const buttons = [...(list?.querySelectorAll('button') ?? [])];
  const at = buttons.indexOf(button);
  const next = buttons[at + 1] ?? buttons[at - 1];
  next?.focus();
  return next !== undefined;
}
