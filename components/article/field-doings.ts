import type { Field } from '../../utils/article/reading.ts';
import { isByHand } from './choices.ts';
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
    onUndoTake: (name, before) => {
      const { value, evidence } = before;
      // What was read is no correction, or no later save would read it anew.
      if (!isByHand(before)) return model.takeBack(name, value);
      return model.keepCorrection(name, value, evidence?.selector === null ? null : evidence);
    },
    onShow: (name) => {
      const field = fields[name];
      if (!field) return;
      const value = Array.isArray(field.value) ? (field.value.at(-1) ?? '') : String(field.value ?? '');
      void model.showPlace(name, field.evidence, value);
    },
  };
}
