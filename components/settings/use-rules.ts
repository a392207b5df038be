import { useCallback, useEffect, useState } from 'preact/hooks';
import type { KeptSiteRule, Library } from '../../utils/library/library.ts';
import type { SiteRule } from '../../utils/sites/site-rule.ts';
import { onNotice } from '../../utils/view-notices.ts';

export interface Rules {
  /** Null until they were read; `failed` where the library could not be read. */
  all: KeptSiteRule[] | 'failed' | null;
  drop: (rule: KeptSiteRule) => Promise<void>;
  /** Each takes the place of one for the same field of the same site. */
  keep: (rules: readonly SiteRule[]) => Promise<void>;
}

/** The reader's rules, as they are now and as they change, here or on another device. */
export function useRules(library: Library): Rules {
  const [all, setAll] = useState<Rules['all']>(null);
  const read = useCallback(() => library.siteRules().then(setAll, () => setAll('failed')), [library]);
  useEffect(() => {
    const life = new AbortController();
    void read();
    onNotice('library-changed', () => void read(), life.signal);
    return () => life.abort();
  }, [read]);
  return {
    all,
    drop: async ({ id }) => {
      await library.deleteSiteRule(id);
      await read();
    },
    keep: async (rules) => {
      for (const rule of rules) await library.saveSiteRule(rule);
      await read();
    },
  };
}
