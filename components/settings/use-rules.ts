import type { KeptSiteRule, Library, PutBack, Undo } from '../../utils/library/library.ts';
import type { SiteRule } from '../../utils/sites/site-rule.ts';
import { useLive } from '../library/use-live.ts';

export interface Rules {
  /** Null until they were read; `failed` where the library could not be read. */
  all: KeptSiteRule[] | 'failed' | null;
  drop: (rule: KeptSiteRule) => Promise<void>;
  /** Each takes the place of one for the same field of the same site. Gives what brings those back. */
  keep: (rules: readonly SiteRule[]) => Promise<Undo>;
  undo: (undo: Undo) => Promise<PutBack>;
}

/** The reader's rules, as they are now and as they change, here or on another device. */
export function useRules(library: Library): Rules {
  const { value, hasFailed, reload } = useLive(() => library.siteRules(), [library]);
  return {
    all: hasFailed ? 'failed' : value,
    drop: async ({ id }) => {
      await library.deleteSiteRule(id);
      reload();
    },
    keep: async (rules) => {
      const undo = await library.saveSiteRules(rules);
      reload();
      return undo;
    },
    undo: async (undo) => {
      const back = await library.undoEdits(undo);
      reload();
      return back;
    },
  };
}
