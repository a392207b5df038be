/** The element itself or its nearest ancestor of such a node name: `closest` for names, without a selector to be parsed for each of thousands of lines. */
export function nearest(element: Element | null, name: RegExp): Element | null {
  let at = element;
  while (at && !name.test(at.nodeName)) at = at.parentElement;
  return at;
}
