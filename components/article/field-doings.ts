import type { Field } from '../../utils/article/reading.ts';
import type { CorrectableFields } from './corrections.ts';
import type { FieldDoings } from './FieldList.tsx';
import type { PopupModel } from './popup-state.ts';

/** What can be done with the fields that a view shows. */
export function fieldDoings(
  model: PopupModel,
  fields: CorrectableFields & { canonicalAddress?: Field<string> },
): FieldDoings {
  return {
    place: model.state.value.place,
    onCorrect: model.correct,
    onTake: model.keepCorrection,
    onShow: (name) => {
      const field = fields[name];
      if (!field) return;
      const value = Array.isArray(field.value) ? (field.value.at(-1) ?? '') : String(field.value ?? '');
      void model.showPlace(name, field.evidence, value);
    },
  };
}
