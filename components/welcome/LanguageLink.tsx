import { Globe } from 'lucide-preact';
import { language, setLanguage } from '../../utils/appearance.ts';
import { Button } from '../controls/Button.tsx';

/** The other language, written in itself. */
export function LanguageLink() {
  const other = language.value === 'en' ? 'zh-CN' : 'en';
  return (
    <Button kind="quiet" size="s" icon={Globe} lang={other} onClick={() => setLanguage(other)}>
      {other === 'en' ? 'English' : '简体中文'}
    </Button>
  );
}
