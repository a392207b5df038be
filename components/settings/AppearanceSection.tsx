import { optionsTexts } from '../../locales/options.ts';
import { languageChoice, setLanguage, setTheme, textsOf, theme } from '../../utils/appearance.ts';
import { RadioGroup } from '../controls/RadioGroup.tsx';
import { MarkNames } from './MarkNames.tsx';
import { Section } from './Section.tsx';

/** Light or dark, Chinese or English. At once, in every open page. */
export function AppearanceSection() {
  const texts = textsOf(optionsTexts);
  return (
    <Section id="appearance" title={texts.appearance}>
      <RadioGroup
        label={texts.theme}
        isRow
        value={theme.value}
        onChange={setTheme}
        choices={[
          { value: 'auto', label: texts.themeAuto },
          { value: 'light', label: texts.themeLight },
          { value: 'dark', label: texts.themeDark },
        ]}
      />
      <RadioGroup
        label={texts.language}
        isRow
        value={languageChoice.value}
        onChange={setLanguage}
        choices={[
          { value: 'auto', label: texts.languageAuto },
          { value: 'zh-CN', label: '简体中文' },
          { value: 'en', label: 'English' },
        ]}
      />
      <MarkNames />
    </Section>
  );
}
