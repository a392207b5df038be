import { foldWords } from './fold-search.ts';
import type { Fact, Operator, Problem, Query, StateFact, Word } from './query.ts';

/** UTF-16 code units of a query; a whole paragraph that was pasted is looked for by its beginning. */
const MAX_QUERY = 400;

/**
 * Reads what a reader typed: words parted by blanks, `"…"` for a phrase, `-` for what must not be there, and operators by their English or Chinese names
 * (`tag:` 标签：). Never throws.
 */
export function parseQuery(typed: string): Query {
  const query: Query = { words: [], facts: [], problems: [] };
  if (typed.length > MAX_QUERY)
    query.problems.push({ kind: 'too-long', text: typed.slice(MAX_QUERY, MAX_QUERY + 20) });
  for (const token of readTokens(typed.slice(0, MAX_QUERY))) {
    if (token.isOpen) query.problems.push({ kind: 'open-quote', text: token.typed });
    if (token.operator === null) addWord(query, token, null);
    else addOperator(query, token, token.operator);
  }
  return query;
}

interface Token {
  typed: string;
  isExcluded: boolean;
  operator: Operator | null;
  value: string;
  /** A quotation that doesn't end. */
  isOpen: boolean;
}

const NAMES: Record<string, Operator> = {
  ...named('tag', 'tag', '标签'),
  ...named('author', 'author', 'by', '作者'),
  ...named('source', 'source', '来源'),
  ...named('channel', 'channel', '频道', '分类'),
  ...named('after', 'after', 'since', '晚于', '之后'),
  ...named('before', 'before', '早于', '之前'),
  ...named('has', 'has', '有', '带'),
  ...named('is', 'is', '是', '状态'),
};
const HAS = new Map<string, StateFact['what']>([
  ...values('note', 'note', 'notes', '笔记', '批注'),
  ...values('mark', 'mark', 'marks', '标注'),
  ...values('tag', 'tag', 'tags', '标签'),
]);
const IS = new Map<string, StateFact['what']>([
  ...values('unread', 'unread', '未读', '没读'),
  ...values('reading', 'reading', '在读'),
  ...values('archived', 'archived', '归档', '已归档'),
  ...values('favourite', 'favourite', 'favorite', '星标', '收藏'),
]);

function named(operator: Operator, ...names: string[]): Record<string, Operator> {
  return Object.fromEntries(names.map((name) => [name, operator]));
}

function values<T extends string>(value: T, ...names: string[]): [string, T][] {
  return names.map((name) => [name, value]);
}

/** Opening quotation marks with what closes them. */
const QUOTES: Record<string, string> = {
  '"': '"”“＂',
  '“': '”"“',
  '”': '“"”',
  '「': '」',
  '『': '』',
  '＂': '＂"',
};
const EXCLUDE = /^[-－−–]/;
const NAME = /^([\p{L}]{1,10})[:：]/u;

function readTokens(typed: string): Token[] {
  const tokens: Token[] = [];
  for (let rest = typed.trimStart(); rest !== ''; ) {
    const minus = EXCLUDE.test(rest) && /^.[^\s]/.test(rest) ? 1 : 0;
    const name = NAME.exec(rest.slice(minus));
    const operator = name ? (NAMES[foldWords(name[1] ?? '')] ?? null) : null;
    const start = minus + (operator !== null ? (name?.[0].length ?? 0) : 0);
    const { value, length, isOpen } = readValue(rest.slice(start));
    tokens.push({
      typed: rest.slice(0, start + length),
      isExcluded: minus === 1,
      operator,
      value,
      isOpen,
    });
    rest = rest.slice(start + length).trimStart();
  }
  return tokens;
}

function readValue(rest: string): { value: string; length: number; isOpen: boolean } {
  const closing = QUOTES[rest.charAt(0)];
  if (closing === undefined) {
    const [value = ''] = /^\S*/.exec(rest) ?? [];
    return { value, length: value.length, isOpen: false };
  }
  for (let end = 1; end < rest.length; end += 1) {
    if (closing.includes(rest.charAt(end)))
      return { value: rest.slice(1, end), length: end + 1, isOpen: false };
  }
  return { value: rest.slice(1), length: rest.length, isOpen: true };
}

function addWord(query: Query, token: Token, field: Word['field']): void {
  const text = foldWords(token.value);
  if (text !== '') query.words.push({ text, field, isExcluded: token.isExcluded });
  else query.problems.push({ kind: 'no-value', text: token.typed });
}

function addOperator(query: Query, token: Token, operator: Operator): void {
  switch (operator) {
    case 'tag':
    case 'author':
    case 'source':
    case 'channel':
      addWord(query, token, operator);
      return;
    default: {
      const read = token.value === '' ? 'no-value' : readFact(operator, token);
      if (typeof read === 'string') query.problems.push({ kind: read, text: token.typed });
      else query.facts.push(read);
    }
  }
}

function readFact(
  operator: Fact['kind'],
  { value, isExcluded }: Pick<Token, 'value' | 'isExcluded'>,
): Fact | Problem['kind'] {
  const folded = foldWords(value);
  if (operator === 'has' || operator === 'is') {
    const what = (operator === 'has' ? HAS : IS).get(folded);
    return what === undefined ? 'unknown-value' : { kind: operator, what, isExcluded };
  }
  const day = readDay(folded);
  return day === null ? 'bad-date' : { kind: operator, day, isExcluded };
}

/** `20240301` for 2024-03-01, 2024/3, 2024年3月: the first day of what is named. */
export function readDay(text: string): number | null {
  const parts = /^(\d{4})年?(?:[-/.]?(\d{1,2})月?(?:[-/.]?(\d{1,2})日?)?)?$/.exec(text);
  if (!parts) return null;
  const [year, month, day] = [Number(parts[1]), Number(parts[2] ?? 1), Number(parts[3] ?? 1)];
  const date = new Date(Date.UTC(year, month - 1, day));
  const isReal = date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  return isReal ? year * 10_000 + month * 100 + day : null;
}
