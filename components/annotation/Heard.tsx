import { useRef } from 'preact/hooks';

/** What a screen reader says when it is said: the same words once more are new ones too, though nothing of the text has changed. */
export function Heard({ said }: { said: { words: string; more?: string | undefined } | null }) {
  const last = useRef(said);
  const turn = useRef(0);
  if (last.current !== said) turn.current += 1;
  last.current = said;
  return (
    <div class="heard" role="status">
      <span key={turn.current}>{said && [said.words, said.more].filter(Boolean).join(' · ')}</span>
    </div>
  );
}
