import { Download, Trash2, Upload } from 'lucide-preact';
import { useRef, useState } from 'preact/hooks';
import { controlsTexts } from '../../locales/controls.ts';
import { evidenceTexts } from '../../locales/evidence.ts';
import { textsOf } from '../../utils/appearance.ts';
import type { KeptSiteRule, Library, Undo } from '../../utils/library/library.ts';
import { MAX_FILE_LENGTH, readRulesFile, rulesFile } from '../../utils/sites/rules-file.ts';
import { fieldLabel } from '../article/correction-words.ts';
import { whereWords } from '../article/rule-words.ts';
import { Button } from '../controls/Button.tsx';
import { Notice } from '../controls/Notice.tsx';
import { showToast } from '../controls/toasts.ts';
import { sayWhatStayed } from '../library/do-with-undo.ts';
import { downloadJson } from '../library/download-json.ts';
import { Section } from './Section.tsx';
import styles from './Settings.module.css';
import { type Rules, useRules } from './use-rules.ts';

/** What was to hold for a whole site: by site, each with where it takes a field from, to be removed, exported and imported. */
export function RulesSection({ library }: { library: Library }) {
  const texts = textsOf(evidenceTexts);
  const rules = useRules(library);
  const [problem, setProblem] = useState<string | null>(null);
  const all = rules.all === 'failed' ? [] : (rules.all ?? []);
  const attempt = async (work: () => Promise<string | null>) => {
    setProblem(null);
    setProblem(await work().catch(() => texts.rulesFailed));
  };
  const drop = (rule: KeptSiteRule) =>
    attempt(async () => {
      await rules.drop(rule);
      showToast({
        text: texts.ruleDropped,
        detail: texts.ruleDroppedDetail,
        icon: Trash2,
        action: {
          label: textsOf(controlsTexts).undo,
          onAction: () => void attempt(() => rules.keep([rule]).then(() => null)),
        },
      });
      return null;
    });
  const takeBack = (undo: Undo) =>
    attempt(async () => {
      sayWhatStayed(await rules.undo(undo));
      return null;
    });
  const sites = [...new Set(all.map(({ site }) => site))];
  return (
    <Section id="rules" title={texts.rules} words={texts.rulesWords}>
      {rules.all === 'failed' && <Notice isBlock>{texts.rulesUnread}</Notice>}
      {rules.all !== 'failed' && rules.all?.length === 0 && <p class={styles.muted}>{texts.noRules}</p>}
      {sites.map((site) => (
        <SiteTable
          key={site}
          site={site}
          rules={all.filter((rule) => rule.site === site)}
          onDrop={(rule) => void drop(rule)}
        />
      ))}
      {problem && (
        <Notice kind="danger" isBlock>
          {problem}
        </Notice>
      )}
      <div class={styles.line}>
        {all.length > 0 && (
          <Button icon={Download} onClick={() => downloadJson('site-rules', rulesFile(all))}>
            {texts.exportRules}
          </Button>
        )}
        <ImportButton
          onFile={(file) => void attempt(() => importFile(file, rules, (undo) => void takeBack(undo)))}
        />
      </div>
    </Section>
  );
}

interface SiteTableProps {
  site: string;
  rules: readonly KeptSiteRule[];
  onDrop: (rule: KeptSiteRule) => void;
}

function SiteTable({ site, rules, onDrop }: SiteTableProps) {
  const texts = textsOf(evidenceTexts);
  return (
    <table class={styles.table} aria-label={texts.rulesOf(site)}>
      <thead>
        <tr>
          <th scope="col" class={styles.rulesSite}>
            {site}
          </th>
          <th scope="col">{texts.ruleWhere}</th>
          <th scope="col" class={styles.end}>
            <span class="visually-hidden">{texts.ruleActions}</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {rules.map((rule) => {
          const label = fieldLabel(rule.field);
          return (
            <tr key={rule.id}>
              <th scope="row">
                {label}
                {rule.path && <span class={styles.meta}>{texts.onlyPart(rule.path)}</span>}
              </th>
              <td class={styles.where}>
                {whereWords(rule.take)}
                {rule.example && (
                  <span class={styles.meta} lang="zh-CN">
                    {texts.ruleExample(rule.example)}
                  </span>
                )}
              </td>
              <td class={styles.end}>
                <Button
                  size="s"
                  kind="quiet"
                  icon={Trash2}
                  name={texts.nameDrop(site, label)}
                  onClick={() => onDrop(rule)}
                />
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

function ImportButton({ onFile }: { onFile: (file: File) => void }) {
  const texts = textsOf(evidenceTexts);
  const field = useRef<HTMLInputElement>(null);
  return (
    <>
      <Button icon={Upload} onClick={() => field.current?.click()}>
        {texts.importRules}
      </Button>
      <input
        ref={field}
        type="file"
        accept=".json,application/json"
        hidden
        aria-label={texts.importRules}
        onChange={(event) => {
          const [file] = event.currentTarget.files ?? [];
          // The same file may be chosen again.
          event.currentTarget.value = '';
          if (file) onFile(file);
        }}
      />
    </>
  );
}

/** Gives a sentence where something of the file was not taken. */
async function importFile(file: File, rules: Rules, takeBack: (undo: Undo) => void): Promise<string | null> {
  const texts = textsOf(evidenceTexts);
  if (file.size > MAX_FILE_LENGTH) return texts.importLarge;
  const read = readRulesFile(await file.text());
  if (read === null) return texts.importBad;
  const undo = await rules.keep(read.rules);
  showToast({
    text: texts.imported(read.rules.length),
    detail: texts.importedDetail,
    icon: Upload,
    ...(undo.edits.length > 0 && {
      action: { label: textsOf(controlsTexts).undo, onAction: () => takeBack(undo) },
    }),
  });
  return read.passed > 0 ? texts.importPassed(read.passed) : null;
}
