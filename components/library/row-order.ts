export const ROW_ORDERS = ['saved', 'saved-oldest', 'published', 'title', 'length'] as const;
export type RowOrder = (typeof ROW_ORDERS)[number];
export const ROW_GROUPS = ['month', 'channel', 'source', 'author', 'none'] as const;
export type RowGroup = (typeof ROW_GROUPS)[number];

/** How a list is put in order and parted. */
export interface ListShape {
  order: RowOrder;
  group: RowGroup;
}
