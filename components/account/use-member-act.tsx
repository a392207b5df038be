import type { ComponentChildren } from 'preact';
import { useCallback, useRef, useState } from 'preact/hooks';
import { ServiceError } from '../../utils/account/service-error.ts';
import { type WayToProve, waysToProve } from '../../utils/account/ways-to-prove.ts';
import { GivenUpError } from './given-up-error.ts';
import { ProofForm } from './ProofForm.tsx';

/** Does what may need a proof that it is still the member. */
export interface MemberAct {
  /** Where the service asks for a proof, the reader is asked, and then it is done. Rejects with what the service says, or `given-up`. */
  run: <T>(act: () => Promise<T>) => Promise<T>;
  /** The question, where one is asked: shown in place. */
  question: ComponentChildren;
}

interface Asked {
  ways: WayToProve[];
  done: () => void;
  giveUp: () => void;
}

async function ask(show: (asked: Asked) => void): Promise<void> {
  const ways = await waysToProve();
  await new Promise<void>((done, fail) => {
    show({ ways, done, giveUp: () => fail(new GivenUpError('not proven')) });
  });
}

export function useMemberAct(): MemberAct {
  const [asked, setAsked] = useState<Asked | null>(null);
  const asking = useRef<Promise<void> | null>(null);
  const run = useCallback(async <T,>(act: () => Promise<T>): Promise<T> => {
    try {
      return await act();
    } catch (error) {
      if (!(error instanceof ServiceError) || error.code !== 'proof-needed') throw error;
    }
    // Two that need it at once wait for the same answer.
    asking.current ??= ask(setAsked).finally(() => {
      asking.current = null;
      setAsked(null);
    });
    await asking.current;
    return act();
  }, []);
  const question = asked && <ProofForm ways={asked.ways} onProven={asked.done} onGiveUp={asked.giveUp} />;
  return { run, question };
}
