import type { RefObject } from 'preact';
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { firstSentenceBelow, sentencesOf } from '../../utils/annotation/sentences.ts';
import { indexText, offsetOfPoint, rangeOf } from '../../utils/annotation/text-index.ts';
import { aloudChoice } from '../../utils/reader/aloud-choice.ts';
import { type Speaker, type Voice, voiceToUse } from '../../utils/reader/speaker.ts';
import { bringRange, isInSight } from './bring-range.ts';
import { highlight } from './highlight.ts';

export interface Aloud {
  status: 'starting' | 'speaking' | 'paused' | 'ended' | 'failed' | 'no-voice' | 'nothing';
  voices: Voice[];
  /** Null where the reader has to choose one. */
  voice: Voice | null;
  /** Of the sentence that is lit, from 0. */
  at: number;
  count: number;
  /** The reader has scrolled away from it. */
  isAway: boolean;
  toggle: () => void;
  step: (by: 1 | -1) => void;
  comeBack: () => void;
}

/** Height of the bar, under which no sentence may be read, px. */
const BAR = 64;

/** Reads the text sentence by sentence from the selection, or from what is in sight. The page goes along as long as the reader doesn't scroll away. */
export function useAloud(
  root: HTMLElement,
  scroller: RefObject<HTMLElement | null>,
  speaker: Speaker | null,
): Aloud {
  const text = useMemo(() => readSentences(root), [root]);
  const [voices, setVoices] = useState<Voice[] | null>(null);
  const [status, setStatus] = useState<Aloud['status']>('starting');
  const [at, setAt] = useState(() => firstToRead(root, scroller.current, text));
  const [isAway, setAway] = useState(false);
  const lit = useRef<Range | null>(null);
  const count = text.sentences.length;
  const voice = voices && voiceToUse(voices, aloudChoice.value.voice);
  const { rate } = aloudChoice.value;

  useEffect(() => {
    let isWanted = true;
    const told = speaker?.voices() ?? Promise.resolve([]);
    void told.then((all) => {
      if (!isWanted) return;
      setVoices(all);
      setStatus(all.length === 0 ? 'no-voice' : count === 0 ? 'nothing' : 'speaking');
    });
    const listening = new AbortController();
    speaker?.onVoices((all) => {
      if (all.length === 0) return;
      setVoices(all);
      // Nothing begins to speak by itself long after it was asked to.
      setStatus((present) => (present === 'no-voice' && count > 0 ? 'paused' : present));
    }, listening.signal);
    return () => {
      isWanted = false;
      listening.abort();
    };
  }, [speaker, count]);

  useEffect(() => {
    const range = text.rangeAt(at);
    const wasInSight = !lit.current || !scroller.current || isInSight(lit.current, scroller.current);
    lit.current = range;
    const isLit = range && status !== 'starting' && status !== 'no-voice' && status !== 'nothing';
    highlight(root.ownerDocument, 'aloud', isLit ? [range] : []);
    if (!isLit) return;
    // What was selected was where to begin; it would hide the light now, and have its bar stand over the text.
    root.ownerDocument.getSelection()?.removeAllRanges();
    if (scroller.current && wasInSight) bringRange(range, scroller.current, BAR);
  }, [root, text, at, scroller, status]);
  useEffect(() => () => highlight(root.ownerDocument, 'aloud', []), [root]);

  useEffect(() => {
    if (status !== 'speaking' || !speaker || !voice) return;
    const speaking = new AbortController();
    void speaker.speak(text.wordsAt(at), { voice, rate }, speaking.signal).then((how) => {
      if (speaking.signal.aborted) return;
      if (how === 'failed') setStatus('failed');
      else if (at + 1 < count) setAt(at + 1);
      else setStatus('ended');
    });
    return () => speaking.abort();
  }, [status, speaker, voice?.id, rate, text, at, count]);

  useEffect(() => {
    const element = scroller.current;
    if (!element) return;
    const following = new AbortController();
    const look = () => setAway(lit.current !== null && !isInSight(lit.current, element));
    element.addEventListener('scroll', look, { passive: true, signal: following.signal });
    return () => following.abort();
  }, [scroller]);

  return {
    status,
    voices: voices ?? [],
    voice,
    at,
    count,
    isAway,
    toggle() {
      if (status === 'speaking') return setStatus('paused');
      if (status === 'ended') setAt(0);
      if (status !== 'no-voice' && status !== 'nothing' && voices) setStatus('speaking');
    },
    step(by) {
      setAt(Math.min(Math.max(0, at + by), Math.max(0, count - 1)));
      if (status === 'ended' || status === 'failed') setStatus('speaking');
    },
    comeBack() {
      if (lit.current && scroller.current) bringRange(lit.current, scroller.current, BAR);
      setAway(false);
    },
  };
}

type Sentences = ReturnType<typeof readSentences>;

/** Headings and short lines are read as well; a line of asterisks is not. */
function readSentences(root: HTMLElement) {
  const index = indexText(root);
  const wordsOf = (start: number, end: number) => index.text.slice(start, end).replace(/\s+/g, ' ');
  const sentences = sentencesOf(index, true).filter(({ start, end }) =>
    /[\p{L}\p{N}]/u.test(index.text.slice(start, end)),
  );
  return {
    index,
    sentences,
    wordsAt: (at: number) => wordsOf(sentences[at]?.start ?? 0, sentences[at]?.end ?? 0),
    rangeAt: (at: number) => rangeOf(index, sentences[at]?.start ?? 0, sentences[at]?.end ?? 0),
  };
}

function firstToRead(
  root: HTMLElement,
  scroller: HTMLElement | null,
  { index, sentences }: Sentences,
): number {
  const selection = root.ownerDocument.getSelection();
  if (selection && selection.rangeCount > 0 && !selection.isCollapsed) {
    const { startContainer, startOffset } = selection.getRangeAt(0);
    if (root.contains(startContainer)) {
      const from = offsetOfPoint(index, startContainer, startOffset);
      return Math.max(
        0,
        sentences.findIndex(({ end }) => end > from),
      );
    }
  }
  const frame = root.ownerDocument.defaultView?.frameElement;
  const top = (scroller?.getBoundingClientRect().top ?? 0) - (frame?.getBoundingClientRect().top ?? 0);
  return Math.max(0, firstSentenceBelow({ index, sentences }, top));
}
