import { nearestOf } from './nearest.ts';

const MAX_CELL_LENGTH = 400;
/** So many show what a table is for. */
const ENOUGH_CELLS = 2_000;

/**
 * Finds the table an element stands in, if it holds data; a table around whole texts is layout. Remembers each table, since old pages put
 * thousands of lines into one.
 */
export function dataTables(): (element: Element) => Element | null {
  const known = new Map<Element, boolean>();
  const tableOf = nearestOf(/^table$/);
  return (element) => {
    const table = tableOf(element);
    if (!table) return null;
    const answer = known.get(table) ?? isDataTable(table);
    known.set(table, answer);
    return answer ? table : null;
  };
}

function isDataTable(table: Element): boolean {
  if (table.querySelector('table')) return false;
  const cells = [...table.querySelectorAll('td,th')];
  const rows = table.querySelectorAll('tr').length;
  return (
    cells.length > 3 &&
    rows > 1 &&
    cells.slice(0, ENOUGH_CELLS).every((cell) => (cell.textContent ?? '').length < MAX_CELL_LENGTH)
  );
}
