/** Gives a field the focus, and brings what is said of it below into view as well. */
export function focusField(field: HTMLElement): void {
  field.focus();
  const words = field.getAttribute('aria-describedby')?.split(' ') ?? [];
  for (const id of words) document.getElementById(id)?.scrollIntoView({ block: 'nearest' });
}
