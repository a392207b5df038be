/** Rows read by one request: a few milliseconds of work, so that whoever scrolls meanwhile is not held up. */
const AT_ONCE = 500;

/**
 * Goes through all values of a kind (or, by `getAllKeys`, all keys), slice by slice, each in a task of its own within one transaction; `range` has both ends. The next slice is asked for before `take` looks at this one, so
 * that reading and looking go on side by side.
 */
export async function eachSlice<Value>(
  read: (range: IDBKeyRange, count: number) => Promise<Value[]>,
  { range, keyOf }: { range: IDBKeyRange; keyOf: (value: Value) => IDBValidKey },
  take: (values: Value[]) => void,
): Promise<void> {
  let next: Promise<Value[]> | null = read(range, AT_ONCE);
  while (next) {
    const values: Value[] = await next;
    const last = values.at(-1);
    const isFull = last !== undefined && values.length === AT_ONCE;
    next = isFull ? read(IDBKeyRange.bound(keyOf(last), range.upper, true, range.upperOpen), AT_ONCE) : null;
    take(values);
  }
}
