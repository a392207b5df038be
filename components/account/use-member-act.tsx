import type { ComponentChildren } from 'preact';
import { useCallback, useState } from 'preact/hooks';
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

export function useMemberAct(): MemberAct {
  const [asked, setAsked] = useState<Asked | null>(null);
  const run = useCallback(async <T,>(act: () => Promise<T>): Promise<T> => {
    try {
      return await act();
    } catch (error) {
      if (!(error instanceof ServiceError) || error.code !== 'proof-needed') throw error;
    }
    const ways = await waysToProve();
    await new Promise<void>((done, fail) => {
      setAsked({ ways, done, giveUp: () => fail(new GivenUpError('not proven')) });
    }).finally(() => setAsked(null));
    return act();
  }, []);
  const question = asked && <ProofForm ways={asked.ways} onProven={asked.done} onGiveUp={asked.giveUp} />;
  return { run, question };
}
