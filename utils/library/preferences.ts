import { preferenceFields, readField } from './record-schemas.ts';
import type { Store } from './store.ts';
import { type Written, write } from './write.ts';

/** A setting that follows the member; null where it was never set. */
export async function readPreference(store: Store, name: string): Promise<string | number | boolean | null> {
  const row = await store.database.get('records', ['preference', name]);
  return row ? readField(row, 'value', preferenceFields.value) : null;
}

export async function setPreference(
  store: Store,
  name: string,
  value: string | number | boolean | null,
): Written<void> {
  return write(store, async (writer) => {
    const record = await writer.read('preference', name);
    if (record?.fields.value?.[1] !== value) await writer.set('preference', name, { value });
  });
}
