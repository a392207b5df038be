import { useEffect, useState } from 'preact/hooks';
import { evidenceTexts } from '../../locales/evidence.ts';
import { textsOf } from '../../utils/appearance.ts';
import type { Article } from '../../utils/library/library.ts';
import type { FieldValue } from '../../utils/sites/field-value.ts';
import { type RuleField, rulesFor, type SiteRule } from '../../utils/sites/site-rule.ts';
import type { Tried, TriedArticle } from '../../utils/sites/try-rule.ts';

/** More would ask the site for more than a reader who looks through some articles. */
export const MOST_TRIED = 11;

/** What came of it, article by article. */
export interface RuleTrial {
  titles: string[];
  kept: (FieldValue | null)[];
  tried: Tried[];
}

/** The latest kept articles for which the rule would hold, those of the page's own origin, but for the page itself. */
export function articlesToTry(articles: readonly Article[], rule: SiteRule, here: string): Article[] {
  const origin = URL.parse(here)?.origin;
  return articles
    .filter(({ address }) => address !== here && URL.parse(address)?.origin === origin)
    .filter(({ address }) => rulesFor([rule], address).length > 0)
    .sort((a, b) => b.savedAt - a.savedAt)
    .slice(0, MOST_TRIED);
}

export const triedArticle = (article: Article, field: RuleField): TriedArticle => ({
  address: article.address,
  value: article[field],
});

/** 试过最近 11 篇：9 篇取到，2 篇没有，0 篇不同; and of what differs one as an example. */
export function trialWords({ titles, kept, tried }: RuleTrial): string {
  const texts = textsOf(evidenceTexts);
  const count = (outcome: Tried['outcome']) => tried.filter((each) => each.outcome === outcome).length;
  if (tried.length === 0) return texts.triedNone;
  const at = tried.findIndex(({ outcome }) => outcome === 'other');
  const title = titles[at];
  return [
    texts.triedOn(tried.length, count('same'), count('none'), count('other')),
    ...(count('unread') > 0 ? [texts.triedUnread(count('unread'))] : []),
    ...(title === undefined
      ? []
      : [texts.triedOther(short(title), wordsOf(kept[at] ?? null), wordsOf(tried[at]?.value ?? null))]),
  ].join(' ');
}

const wordsOf = (value: FieldValue | null) => (typeof value === 'string' ? value : (value ?? []).join('、'));
const short = (title: string) => (title.length > 16 ? `${title.slice(0, 16)}…` : title);

/** Tries the rule as soon as it is wanted; null until it was, and where there is none. `failed`: the page could not be asked. */
export function useRuleTrial(
  rule: SiteRule | null,
  tryOut: (rule: SiteRule) => Promise<RuleTrial>,
): RuleTrial | 'trying' | 'failed' | null {
  const key = rule && JSON.stringify([rule.path, rule.field, rule.take]);
  const [answer, setAnswer] = useState<{ key: string; trial: RuleTrial | 'failed' } | null>(null);
  useEffect(() => {
    if (rule === null || key === null) return;
    let isCurrent = true;
    const settle = (trial: RuleTrial | 'failed') => isCurrent && setAnswer({ key, trial });
    tryOut(rule).then(settle, () => settle('failed'));
    return () => {
      isCurrent = false;
    };
  }, [key]);
  if (key === null) return null;
  return answer?.key === key ? answer.trial : 'trying';
}
