import * as z from 'zod/mini';
import type { Evidence } from '../../utils/article/reading.ts';
import type { Library } from '../../utils/library/library.ts';
import { evidenceSchema } from '../../utils/messages/reading-schema.ts';
import { parseJson } from '../../utils/parse-json.ts';
import { CORRECTABLE, type CorrectableFields, type CorrectableName } from './corrections.ts';

/** Where on the page the reader pointed for the value of a field: kept on this device, since another may never see that page. */
export type PointedPlaces = Partial<Record<CorrectableName, Evidence>>;

const placesSchema = z.partialRecord(z.enum(CORRECTABLE), evidenceSchema);

export async function readPointed(library: Library, address: string): Promise<PointedPlaces> {
  const kept = await library.draft(keyOf(address));
  return parseJson(kept, placesSchema) ?? {};
}

/** Null: the field's value came from elsewhere. Gives all there are now. */
export async function keepPointed(
  library: Library,
  address: string,
  name: CorrectableName,
  place: Evidence | null,
): Promise<PointedPlaces> {
  const before = await readPointed(library, address);
  if (place === null && before[name] === undefined) return before;
  const all = { ...before };
  if (place === null) delete all[name];
  else all[name] = place;
  await library.setDraft(keyOf(address), Object.keys(all).length > 0 ? JSON.stringify(all) : null);
  return all;
}

/** The fields, with where the reader pointed as the evidence of what was corrected by hand. */
export function withPointed<Fields extends CorrectableFields>(fields: Fields, places: PointedPlaces): Fields {
  const all = { ...fields };
  for (const name of CORRECTABLE) {
    const place = places[name];
    if (place === undefined || all[name].evidence?.source !== 'reader') continue;
    Object.assign(all, { [name]: { ...all[name], evidence: { ...place, source: 'reader' } } });
  }
  return all;
}

const keyOf = (address: string) => `pointed ${address}`;
