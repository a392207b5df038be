/**
 * The controls of a form shadow the form's own properties: in `<form><input name="nextSibling"></form>` the form's next sibling is the input, for our
 * scripts too (DOM clobbering, https://html.spec.whatwg.org/multipage/forms.html#the-form-element). A walk that believed it would go in circles.
 */

/** A property as the node itself has it, whatever a form's controls are called. */
export function ownRelation(node: Node, name: 'nextSibling' | 'parentNode'): Node | null {
  return isMaybeForm(node) ? unshadowed(node, name) : node[name];
}

/** What is asked of an element on the way through a page; controls of other names lead no walk astray. */
const ASKED = [
  'nodeName',
  'nodeType',
  'nextSibling',
  'previousElementSibling',
  'parentNode',
  'parentElement',
  'firstChild',
  'getAttribute',
  'hasAttribute',
  'checkVisibility',
  'querySelector',
  'closest',
  'contains',
];

/** Whether the element is a form whose controls shadow something that is asked of it: better not read at all. */
export function isShadowed(element: Element): boolean {
  return (
    isMaybeForm(element) && ASKED.some((name) => unshadowed(element, name) !== Reflect.get(element, name))
  );
}

/** A control in place of the name is written `[object HTMLInputElement]`. */
const isMaybeForm = ({ nodeName }: Node) => /^FORM$|^\[/.test(nodeName);

/** By the prototype's accessor, which no control shadows; documents that are none of a browser's have some properties on the node itself. */
function unshadowed(node: Node, name: string) {
  const prototype = Object.getPrototypeOf(node);
  return Reflect.get(name in prototype ? prototype : node, name, node);
}
