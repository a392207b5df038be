import type { PickAsk, PickedPlace, PickTold } from '../../utils/messages/page-port.ts';
import type { RuleField } from '../../utils/sites/site-rule.ts';

/** While the reader points at a value in the page, and once it was picked. */
export type Picking =
  | {
      status: 'pointing';
      field: RuleField /** What would be taken now. */;
      over: string | null;
      isOver: boolean;
    }
  | { status: 'picked'; field: RuleField; place: PickedPlace }
  | { status: 'failed'; field: RuleField };

/** Speaks with the page's script; `signal` ends it. */
export type ListenToPick = (
  tabId: number,
  onTold: (told: PickTold) => void,
  signal: AbortSignal,
) => (ask: PickAsk) => void;

/** What a view can do with it. */
export interface PickDoings {
  start: (field: RuleField) => Promise<void>;
  step: (by: 1 | -1) => void;
  take: () => void;
  cancel: () => void;
}

interface PickWorld {
  tabId: number;
  listen: ListenToPick;
  /** Puts the script into the page. Rejects where that can't be. */
  inject: () => Promise<unknown>;
  /** The bar's words in the page. */
  wordsOf: (field: RuleField) => string;
  onChange: (picking: Picking | null) => void;
}

/** One pointing at a time; starting another ends it. */
export function createPicking({ tabId, listen, inject, wordsOf, onChange }: PickWorld): PickDoings {
  let life = new AbortController();
  let send: ((ask: PickAsk) => void) | null = null;
  /** What the reader did before the page's script was there. */
  let early: PickAsk[] = [];
  const ask = (asked: PickAsk) => {
    if (send) send(asked);
    else if (!life.signal.aborted) early.push(asked);
  };
  const end = () => {
    life.abort();
    send = null;
    early = [];
  };
  const hear = (field: RuleField) => (told: PickTold) => {
    if (told.told === 'over') return onChange({ status: 'pointing', field, over: told.text, isOver: true });
    end();
    onChange(told.told === 'picked' ? { status: 'picked', field, place: told.picked } : null);
  };
  return {
    start: async (field) => {
      end();
      life = new AbortController();
      const { signal } = life;
      onChange({ status: 'pointing', field, over: null, isOver: false });
      try {
        await inject();
        if (signal.aborted) return;
        send = listen(tabId, hear(field), signal);
        for (const asked of [{ ask: 'start' as const, field, words: wordsOf(field) }, ...early]) send(asked);
        early = [];
      } catch {
        if (!signal.aborted) onChange({ status: 'failed', field });
      }
    },
    step: (by) => ask({ ask: 'step', by }),
    take: () => ask({ ask: 'take' }),
    cancel: () => {
      end();
      onChange(null);
    },
  };
}
