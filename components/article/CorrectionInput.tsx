import { useRef } from 'preact/hooks';
import { correctionTexts } from '../../locales/correction.ts';
import { textsOf } from '../../utils/appearance.ts';
import { TextArea } from '../controls/TextArea.tsx';
import { TextField } from '../controls/TextField.tsx';
import { timeWords } from './article-words.ts';
import type { CorrectableName } from './corrections.ts';
import type { CorrectionEditing } from './use-correction.ts';

interface CorrectionInputProps {
  name: CorrectableName;
  editing: Pick<CorrectionEditing, 'text' | 'isAbsent' | 'result' | 'type'>;
  problem: string | null;
}

/** What will be kept. Enter keeps it, but not the Enter that ends a composition. */
export function CorrectionInput({ name, editing, problem }: CorrectionInputProps) {
  const texts = textsOf(correctionTexts);
  const isComposing = useRef(false);
  const shared = {
    label: texts.willKeep,
    isLabelHidden: true,
    'data-typed': true,
    lang: 'zh-CN',
    autocomplete: 'off' as const,
    value: editing.text,
    onInput: editing.type,
    error: problem,
    onCompositionStart: () => {
      isComposing.current = true;
    },
    onCompositionEnd: () => {
      isComposing.current = false;
    },
    ...(editing.isAbsent && { placeholder: texts.keptEmpty }),
  };
  const press = (event: KeyboardEvent) => {
    if (event.key !== 'Enter') return;
    const isOfInputMethod = isComposing.current || event.isComposing || event.keyCode === 229;
    if (isOfInputMethod) return name === 'summary' ? undefined : event.preventDefault();
    const isLineBreak = name === 'summary' && !event.ctrlKey && !event.metaKey;
    if (isLineBreak || !(event.currentTarget instanceof HTMLTextAreaElement)) return;
    event.preventDefault();
    event.currentTarget.form?.requestSubmit();
  };
  if (name === 'title' || name === 'summary') {
    return <TextArea {...shared} rows={name === 'title' ? 3 : 4} onKeyDown={press} />;
  }
  return (
    <TextField
      {...shared}
      help={problem === null && helpOf(name, editing)}
      suffix={<small aria-hidden="true">{texts.willKeep}</small>}
      onKeyDown={press}
    />
  );
}

function helpOf(name: CorrectableName, { text, result }: CorrectionInputProps['editing']): string | null {
  const texts = textsOf(correctionTexts);
  if (name === 'authors') return texts.authorsHelp;
  if (name === 'breadcrumb') return texts.crumbHelp;
  if (name === 'language') return texts.languageHelp;
  if (name === 'leadImage') return texts.addressHelp;
  if (name !== 'publishedAt' && name !== 'updatedAt') return null;
  const value = 'value' in result && typeof result.value === 'string' ? timeWords(result.value) : null;
  return value && value !== text ? texts.willKeepAs(value) : texts.dateHelp;
}
