/** Notes every change under a root, to take them back: a page is parsed once and edited many times. */
export function noteChanges(root: Element): { undo(): void } {
  const view = root.ownerDocument.defaultView;
  if (!view) throw new Error('a document without a window notes no changes');
  const records: MutationRecord[] = [];
  // Told between two steps of whoever waits for something meanwhile.
  const observer = new view.MutationObserver((told) => records.push(...told));
  observer.observe(root, {
    subtree: true,
    childList: true,
    characterData: true,
    characterDataOldValue: true,
    attributes: true,
    attributeOldValue: true,
  });
  return {
    undo() {
      records.push(...observer.takeRecords());
      observer.disconnect();
      for (const record of records.reverse()) takeBack(record);
    },
  };
}

function takeBack(record: MutationRecord): void {
  const { target, oldValue } = record;
  if (record.type === 'characterData') target.nodeValue = oldValue;
  if (record.type === 'attributes') restoreAttribute(target as Element, record.attributeName ?? '', oldValue);
  for (const node of record.addedNodes) target.removeChild(node);
  for (const node of record.removedNodes) target.insertBefore(node, record.nextSibling);
}

function restoreAttribute(element: Element, name: string, value: string | null): void {
  if (value === null) element.removeAttribute(name);
  else element.setAttribute(name, value);
}
