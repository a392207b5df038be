import { ALargeSmall } from 'lucide-preact';
import type { ComponentChildren } from 'preact';
import { useId, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { readingTexts } from '../../locales/reading.ts';
import { textsOf } from '../../utils/appearance.ts';
import { FACES, type Face, faceHere, isInstalled, STACKS } from '../../utils/reader/faces.ts';
import { BOUNDS, type Bounds, PAPERS, type Paper } from '../../utils/reader/layout.ts';
import { changeLayout, layout, resetLayout } from '../../utils/reader/layout-choice.ts';
import { Button } from '../controls/Button.tsx';
import { classes } from '../controls/classes.ts';
import { usePlaceBeside } from '../controls/place-beside.ts';
import styles from './LayoutSheet.module.css';
import { canSetColumns } from './use-columns.ts';
import { useReaderKeys } from './use-reader-keys.ts';

/** 版面: how the text is set. Each change shows in the text behind at once, and stays on this device. */
export function LayoutSheet() {
  const texts = textsOf(readingTexts);
  const id = useId();
  const anchor = useRef<HTMLSpanElement>(null);
  const sheet = useRef<HTMLDivElement>(null);
  const [isOpen, setOpen] = useState(false);
  usePlaceBeside(anchor, sheet, isOpen, 'end');
  useLayoutEffect(() => {
    if (isOpen) sheet.current?.querySelector<HTMLElement>('input:checked')?.focus();
  }, [isOpen]);
  useCloseElsewhere(isOpen, [anchor.current, sheet.current], () => setOpen(false));
  const close = () => {
    setOpen(false);
    anchor.current?.querySelector('button')?.focus();
  };
  // Blank space of the sheet takes no focus, and the key comes from nowhere then.
  useReaderKeys(null, 'bar', (event) => {
    if (event.key !== 'Escape' || !isOpen) return false;
    close();
    return true;
  });
  return (
    <>
      <span ref={anchor} class={styles.anchor}>
        <Button
          kind="quiet"
          icon={ALargeSmall}
          name={texts.layout}
          aria-haspopup="dialog"
          aria-expanded={isOpen}
          aria-controls={`${id}-sheet`}
          onClick={() => setOpen(!isOpen)}
        />
      </span>
      <div
        ref={sheet}
        id={`${id}-sheet`}
        class={styles.sheet}
        role="dialog"
        aria-label={texts.layout}
        hidden={!isOpen}
        onKeyDown={(event) => {
          if (event.key !== 'Escape') return;
          event.preventDefault();
          event.stopPropagation();
          close();
        }}
      >
        {isOpen && <Settings />}
      </div>
    </>
  );
}

function Settings() {
  const texts = textsOf(readingTexts);
  const { face, size, leading, measure, spacing, hasIndent, isJustified, hasColumns, paper } = layout.value;
  return (
    <>
      <p class={styles.head}>
        <b>{texts.layout}</b>
        <span>{texts.deviceOnly}</span>
      </p>
      <Row label={texts.face}>
        <Choices
          label={texts.face}
          value={face}
          choices={FACES.map((value) => ({ value, label: faceName(value), font: STACKS[value].join(', ') }))}
          onChoose={(value) => changeLayout({ face: value })}
        />
      </Row>
      <p class={styles.help} role="status">
        {faceWords(face)}
      </p>
      <Slider
        label={texts.size}
        bounds={BOUNDS.size}
        value={size}
        words={String(size)}
        onChange={(value) => changeLayout({ size: value })}
      />
      <Slider
        label={texts.leading}
        bounds={BOUNDS.leading}
        value={leading}
        words={leading.toFixed(1)}
        onChange={(value) => changeLayout({ leading: value })}
      />
      <Slider
        label={texts.measure}
        bounds={BOUNDS.measure}
        value={measure}
        words={texts.measureUnit(measure)}
        onChange={(value) => changeLayout({ measure: value })}
      />
      <Slider
        label={texts.spacing}
        bounds={BOUNDS.spacing}
        value={spacing}
        words={spacing === 0 ? texts.spacingNone : texts.spacingUnit(spacing)}
        onChange={(value) => changeLayout({ spacing: value })}
      />
      <Either
        label={texts.paragraphs}
        value={hasIndent}
        names={[texts.indented, texts.spaced]}
        onChange={(value) => changeLayout({ hasIndent: value })}
      />
      <Either
        label={texts.edges}
        value={isJustified}
        names={[texts.justified, texts.ragged]}
        onChange={(value) => changeLayout({ isJustified: value })}
      />
      {canSetColumns() ? (
        <Either
          label={texts.columns}
          value={!hasColumns}
          names={[texts.oneColumn, texts.twoColumns]}
          onChange={(value) => changeLayout({ hasColumns: !value })}
        />
      ) : (
        <p class={styles.help}>{texts.columnsUnable}</p>
      )}
      <Row label={texts.paper}>
        <Choices
          label={texts.paper}
          value={paper}
          choices={PAPERS_SHOWN.map((value) => ({ value, label: paperName(value) }))}
          onChoose={(value) => changeLayout({ paper: value })}
        />
      </Row>
      <p class={styles.foot}>
        <Button size="s" kind="quiet" onClick={resetLayout}>
          {texts.reset}
        </Button>
      </p>
    </>
  );
}

/** Following comes last, as what is left when none is chosen. */
const PAPERS_SHOWN = [...PAPERS.filter((value) => value !== 'auto'), 'auto' as const];

function paperName(value: Paper): string {
  const texts = textsOf(readingTexts);
  return {
    light: texts.paperLight,
    sepia: texts.paperSepia,
    dark: texts.paperDark,
    auto: texts.paperAuto,
  }[value];
}

function faceName(face: Face): string {
  const texts = textsOf(readingTexts);
  return { song: texts.faceSong, kai: texts.faceKai, hei: texts.faceHei, system: texts.faceSystem }[face];
}

/** Which font the text really is set in: a stack says what is wished for, not what is there. */
function faceWords(face: Face): string {
  const texts = textsOf(readingTexts);
  if (face === 'system') return texts.faceOfSystem;
  const { family, instead } = faceHere(face, isInstalled);
  if (family !== null) return texts.faceIs(family);
  return instead === null ? texts.faceUnknown(faceName(face)) : texts.faceMissing(faceName(face), instead);
}

function Row({ label, children }: { label: string; children: ComponentChildren }) {
  return (
    <div class={styles.row}>
      <span class={styles.label} aria-hidden="true">
        {label}
      </span>
      {children}
    </div>
  );
}

interface SliderProps {
  label: string;
  bounds: Bounds;
  value: number;
  words: string;
  onChange: (value: number) => void;
}

function Slider({ label, bounds, value, words, onChange }: SliderProps) {
  return (
    <Row label={label}>
      <input
        class={styles.slider}
        type="range"
        aria-label={label}
        aria-valuetext={words}
        min={bounds.least}
        max={bounds.most}
        step={bounds.step}
        value={value}
        // Steps of a tenth are not exact in binary.
        onInput={(event) => onChange(Math.round(event.currentTarget.valueAsNumber * 100) / 100)}
      />
      <output class={styles.value}>{words}</output>
    </Row>
  );
}

interface EitherProps {
  label: string;
  value: boolean;
  names: [yes: string, no: string];
  onChange: (value: boolean) => void;
}

function Either({ label, value, names: [yes, no], onChange }: EitherProps) {
  return (
    <Row label={label}>
      <Choices
        label={label}
        value={value ? 'yes' : 'no'}
        choices={[
          { value: 'yes', label: yes },
          { value: 'no', label: no },
        ]}
        onChoose={(next) => onChange(next === 'yes')}
      />
    </Row>
  );
}

interface ChoicesProps<T extends string> {
  label: string;
  value: T;
  choices: readonly { value: T; label: string; font?: string }[];
  onChoose: (value: T) => void;
}

/** One of a few, as joined buttons; arrow keys move and choose, as among every radio buttons. */
function Choices<T extends string>({ label, value, choices, onChoose }: ChoicesProps<T>) {
  const name = useId();
  return (
    <fieldset class={styles.choices} aria-label={label}>
      {choices.map((choice) => (
        <label key={choice.value} class={classes(styles.choice, choice.value === value && styles.chosen)}>
          <input
            class="visually-hidden"
            type="radio"
            name={name}
            value={choice.value}
            checked={choice.value === value}
            onChange={() => onChoose(choice.value)}
          />
          <span style={choice.font === undefined ? undefined : { fontFamily: choice.font }}>
            {choice.label}
          </span>
        </label>
      ))}
    </fieldset>
  );
}

/** A press anywhere else closes the sheet, in the text's frame as well: that takes the focus, and the window loses it. */
function useCloseElsewhere(isOpen: boolean, own: (HTMLElement | null)[], onClose: () => void): void {
  useLayoutEffect(() => {
    if (!isOpen) return;
    const open = new AbortController();
    const { signal } = open;
    const press = ({ target }: Event) => {
      if (!own.some((element) => target instanceof Node && element?.contains(target))) onClose();
    };
    addEventListener('pointerdown', press, { signal });
    addEventListener('focusin', press, { signal });
    addEventListener('blur', () => document.activeElement?.localName === 'iframe' && onClose(), { signal });
    return () => open.abort();
  }, [isOpen]);
}
