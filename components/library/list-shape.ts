import type { Library } from '../../utils/library/library.ts';
import { type ListShape, ROW_GROUPS, ROW_ORDERS } from './row-order.ts';

/** Settings that follow the member. */
const ORDER = 'library-order';
const GROUP = 'library-group';
const USUAL: ListShape = { order: 'saved', group: 'month' };

let last: { account: string; shape: ListShape } | null = null;

/** How the reader wants the list, or as usual where that can't be read. */
export async function readListShape(library: Library): Promise<ListShape> {
  const read = Promise.all([library.preference(ORDER), library.preference(GROUP)]);
  const [order, group] = await read.catch(() => []);
  const shape = {
    order: ROW_ORDERS.find((one) => one === order) ?? USUAL.order,
    group: ROW_GROUPS.find((one) => one === group) ?? USUAL.group,
  };
  last = { account: library.account, shape };
  return shape;
}

/** As it was read last; null where it has not been read yet. */
export function shapeReadLast(library: Library): ListShape | null {
  return last?.account === library.account ? last.shape : null;
}

export async function keepListShape(library: Library, shape: ListShape, before: ListShape | null) {
  last = { account: library.account, shape };
  await Promise.all([
    ...(shape.order === before?.order ? [] : [library.setPreference(ORDER, shape.order)]),
    ...(shape.group === before?.group ? [] : [library.setPreference(GROUP, shape.group)]),
  ]);
}
