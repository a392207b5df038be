import { useEffect, useState } from 'preact/hooks';
import type { Evidence } from '../../utils/article/reading.ts';
import type { KeptSiteRule } from '../../utils/library/library.ts';
import type { RuleWish } from '../../utils/sites/propose-rule.ts';
import { RULE_FIELDS, type RuleField, type RuleTake, type SiteRule } from '../../utils/sites/site-rule.ts';
import type { CorrectableName, CorrectionValue } from './corrections.ts';
import type { RuleTrial } from './rule-trial.ts';

/** The page is asked once typing has paused. */
const PAUSE_MS = 250;

/** What the correction of a field needs to make a rule of it. */
export interface RuleMaking {
  site: string;
  /** The part of the site this page is in: `/guancha/`. */
  part: string | null;
  /** The rule for this field there is now. */
  existing: KeptSiteRule | null;
  propose: (wish: RuleWish) => Promise<RuleTake | null>;
  drop: (rule: KeptSiteRule) => void;
  /** What the rule gives on the latest articles that are kept of the site. */
  tryOut: (rule: SiteRule) => Promise<RuleTrial>;
}

/** The rule that would give what is chosen now. */
export interface ProposedRule {
  /** Null while the page is asked, and where no rule would do. */
  take: RuleTake | null;
  isAsking: boolean;
  isWanted: boolean;
  isForPart: boolean;
  want: (isWanted: boolean) => void;
  wantPart: (isForPart: boolean) => void;
  /** To be kept with the correction; null where the reader wants none. */
  rule: SiteRule | null;
}

export interface Chosen {
  /** Undefined where nothing that could be kept is chosen. */
  value: CorrectionValue | undefined;
  evidence: Evidence | null;
}

export const ruleFieldOf = (name: CorrectableName): RuleField | null =>
  RULE_FIELDS.find((field) => field === name) ?? null;

/** Asks the page for a rule whenever something else is chosen. A choice made meanwhile wins over an answer that comes late. */
export function useSiteRule(making: RuleMaking | null, name: CorrectableName, chosen: Chosen): ProposedRule {
  const field = ruleFieldOf(name);
  const key = JSON.stringify([chosen.value, chosen.evidence]);
  const [answer, setAnswer] = useState<{ key: string; take: RuleTake | null } | null>(null);
  const [isWanted, want] = useState(false);
  const [isForPart, wantPart] = useState(making?.existing?.path != null);
  const { value, evidence } = chosen;
  const asks = making !== null && field !== null && value !== undefined;
  useEffect(() => {
    if (!asks) return;
    let isCurrent = true;
    const timer = setTimeout(() => {
      const found = (take: RuleTake | null) => isCurrent && setAnswer({ key, take });
      if (typeof value === 'boolean') return found(null);
      making.propose({ field, value, evidence }).then(found, () => found(null));
    }, PAUSE_MS);
    return () => {
      isCurrent = false;
      clearTimeout(timer);
    };
  }, [key, asks]);
  const take = asks && answer?.key === key ? answer.take : null;
  const rule: SiteRule | null =
    making && field && take && isWanted
      ? {
          site: making.site,
          path: isForPart ? making.part : null,
          field,
          take,
          example: Array.isArray(value) ? value.join('、') : String(value ?? ''),
        }
      : null;
  return { take, isAsking: asks && answer?.key !== key, isWanted, isForPart, want, wantPart, rule };
}
