/** Where something stands in the window now; null where nothing of it can be seen. */
type Place = () => DOMRect | null;

/** Boxes that scroll within the page first, then the window itself, so that the place comes to its middle. */
export function bringIntoView(element: Element | null, place: Place): void {
  const isStill = matchMedia('(prefers-reduced-motion: reduce)').matches;
  element?.scrollIntoView({ block: 'nearest', inline: 'nearest', behavior: 'instant' });
  const rect = place();
  if (!rect) return;
  const top = rect.top + rect.height / 2 - innerHeight / 2;
  scrollBy({ top, behavior: isStill ? 'instant' : 'smooth' });
}
