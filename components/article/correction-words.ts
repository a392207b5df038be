import { correctionTexts } from '../../locales/correction.ts';
import { popupTexts } from '../../locales/popup.ts';
import { textsOf } from '../../utils/appearance.ts';
import type { CorrectableName } from './corrections.ts';

/** The field's name as it stands before its value. */
export function fieldLabel(name: CorrectableName): string {
  return name === 'title' ? textsOf(correctionTexts).title : textsOf(popupTexts)[name];
}
