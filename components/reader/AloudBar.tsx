import { CircleAlert, CornerUpLeft, Pause, Play, SkipBack, SkipForward, X } from 'lucide-preact';
import type { RefObject } from 'preact';
import { useLayoutEffect, useMemo, useRef } from 'preact/hooks';
import { readingTexts } from '../../locales/reading.ts';
import { isElement } from '../../utils/annotation/page-documents.ts';
import { textsOf } from '../../utils/appearance.ts';
import { aloudChoice, chooseAloud } from '../../utils/reader/aloud-choice.ts';
import { RATES, type Voice } from '../../utils/reader/speaker.ts';
import { webSpeaker } from '../../utils/reader/web-speech.ts';
import { Button } from '../controls/Button.tsx';
import { Icon } from '../controls/Icon.tsx';
import styles from './AloudBar.module.css';
import { type Aloud, useAloud } from './use-aloud.ts';
import { useReaderKeys } from './use-reader-keys.ts';

interface AloudBarProps {
  /** The article's element in the frame. */
  root: HTMLElement;
  scroller: RefObject<HTMLElement | null>;
  onClose: () => void;
}

/** The text is read aloud: space pauses, arrows go from sentence to sentence, Esc ends it. */
export function AloudBar({ root, scroller, onClose }: AloudBarProps) {
  const texts = textsOf(readingTexts);
  const speaker = useMemo(webSpeaker, []);
  const aloud = useAloud(root, scroller, speaker);
  const play = useRef<HTMLSpanElement>(null);
  useReaderKeys(root, 'bar', (event) => {
    const isOnControl = isElement(event.target) && event.target.closest('button, select, a') !== null;
    if (event.key === 'Escape') onClose();
    else if (event.key === 'ArrowLeft') aloud.step(-1);
    else if (event.key === 'ArrowRight') aloud.step(1);
    else if (event.key === ' ' && !isOnControl) aloud.toggle();
    else return false;
    return true;
  });
  const isSpeaking = aloud.status === 'speaking';
  const canSpeak = aloud.voices.length > 0 && aloud.count > 0;
  // What opened the bar would close it with the next press of the space bar.
  useLayoutEffect(() => play.current?.querySelector('button')?.focus(), [canSpeak]);
  return (
    <section class={styles.bar} aria-label={texts.aloud}>
      {canSpeak && (
        <div class={styles.keys}>
          <Button
            kind="quiet"
            icon={SkipBack}
            name={texts.aloudPrevious}
            title={`${texts.aloudPrevious} ←`}
            onClick={() => aloud.step(-1)}
          />
          <span ref={play}>
            <Button
              icon={isSpeaking ? Pause : Play}
              name={isSpeaking ? texts.aloudPause : texts.aloudContinue}
              onClick={aloud.toggle}
            />
          </span>
          <Button
            kind="quiet"
            icon={SkipForward}
            name={texts.aloudNext}
            title={`${texts.aloudNext} →`}
            onClick={() => aloud.step(1)}
          />
        </div>
      )}
      <Words aloud={aloud} />
      {canSpeak && <Choices aloud={aloud} />}
      {aloud.isAway && canSpeak && (
        <Button size="s" icon={CornerUpLeft} onClick={aloud.comeBack}>
          {texts.aloudReturn}
        </Button>
      )}
      <span class={styles.close}>
        <Button
          kind="quiet"
          icon={X}
          name={texts.aloudStop}
          title={`${texts.aloudStop} Esc`}
          onClick={onClose}
        />
      </span>
    </section>
  );
}

/** Which sentence it is, or why nothing is heard. The sentence itself is heard already, so that no screen reader says it once more. */
function Words({ aloud }: { aloud: Aloud }) {
  const texts = textsOf(readingTexts);
  const { status, voice, voices } = aloud;
  const mustChoose = voice === null && voices.length > 0;
  const problem = {
    'no-voice': texts.aloudNoVoice,
    nothing: texts.aloudNothing,
    failed: texts.aloudFailed,
    ended: null,
    starting: null,
    speaking: mustChoose ? texts.aloudChoose : voice?.isChinese ? null : texts.aloudNoChinese,
    paused: null,
  }[status];
  if (problem !== null) {
    return (
      <p class={styles.problem} role="alert">
        <Icon of={CircleAlert} size={14} />
        {problem}
      </p>
    );
  }
  return (
    <p class={styles.place}>
      {status === 'ended'
        ? texts.aloudEnd
        : status !== 'starting' && texts.aloudPlace(aloud.at + 1, aloud.count)}
    </p>
  );
}

function Choices({ aloud }: { aloud: Aloud }) {
  const texts = textsOf(readingTexts);
  const chinese = aloud.voices.filter((voice) => voice.isChinese);
  const others = aloud.voices.filter((voice) => !voice.isChinese);
  return (
    <div class={styles.choices}>
      <select
        aria-label={texts.aloudVoice}
        value={aloud.voice?.id ?? ''}
        onChange={(event) => chooseAloud({ voice: event.currentTarget.value || null })}
      >
        {aloud.voice === null && <option value="">{texts.aloudChooseVoice}</option>}
        {chinese.map((voice) => (
          <VoiceOption key={voice.id} voice={voice} />
        ))}
        {others.length > 0 && (
          <optgroup label={texts.aloudOtherVoices}>
            {others.map((voice) => (
              <VoiceOption key={voice.id} voice={voice} />
            ))}
          </optgroup>
        )}
      </select>
      <select
        aria-label={texts.aloudSpeed}
        value={String(aloudChoice.value.rate)}
        onChange={(event) => {
          const rate = RATES.find((each) => String(each) === event.currentTarget.value);
          if (rate) chooseAloud({ rate });
        }}
      >
        {RATES.map((rate) => (
          <option key={rate} value={String(rate)}>
            {texts.aloudSpeedUnit(rate)}
          </option>
        ))}
      </select>
    </div>
  );
}

function VoiceOption({ voice }: { voice: Voice }) {
  const texts = textsOf(readingTexts);
  const where = voice.isHere ? '' : ` · ${texts.aloudNeedsNetwork}`;
  return (
    <option value={voice.id}>
      {voice.name} ({voice.language}){where}
    </option>
  );
}
