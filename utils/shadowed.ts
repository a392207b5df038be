/**
 * The controls of a form shadow the form's own properties: in `<form><input name="nextSibling"></form>` the form's next sibling is the input, for our
 * scripts too (DOM clobbering, https://html.spec.whatwg.org/multipage/forms.html#the-form-element). A walk that believed it would go in circles.
 */

/** A property as the node itself has it, whatever a form's controls are called. */
export function own<N extends Node, Name extends string & keyof N>(node: N, name: Name): N[Name] {
  return isMaybeForm(node) ? unshadowed(node, name) : node[name];
}

/** Whether the element is a form whose controls shadow one of these properties. */
export function isShadowedIn(element: Element, names: readonly string[]): boolean {
  return (
    isMaybeForm(element) && names.some((name) => unshadowed(element, name) !== Reflect.get(element, name))
  );
}

/** In place of the name there may be a control; nodes that are no elements have none. */
const isMaybeForm = (node: Node) =>
  'localName' in node && (node.localName === 'form' || typeof node.localName !== 'string');

/** By the prototype's accessor, which no control shadows; documents that are none of a browser's have some properties on the node itself. */
function unshadowed(node: Node, name: string) {
  const prototype = Object.getPrototypeOf(node);
  return Reflect.get(name in prototype ? prototype : node, name, node);
}
