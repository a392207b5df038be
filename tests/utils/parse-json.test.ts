import { expect, it } from 'vitest';
import * as z from 'zod/mini';
import { parseJson } from '../../utils/parse-json.ts';

const schema = z.object({ at: z.number() });

it('gives what the schema has', () => {
  expect(parseJson('{"at":1,"more":2}', schema)).toEqual({ at: 1 });
  expect(parseJson('[null]', z.unknown())).toEqual([null]);
});

it.each(['{"at":', '', '{"at":"1"}', 'null', null, undefined, 1, { at: 1 }])(
  'gives nothing for what is no JSON, or not what the schema says: %o',
  (text) => {
    expect(parseJson(text, schema)).toBeUndefined();
  },
);
