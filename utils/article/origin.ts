import { wordsBesideDate } from './byline-words.ts';
import { IS_LETTER } from './characters.ts';
import { candidate, chooseField, type FoundValue } from './field.ts';
import { type FieldSources, labelled, placeOf } from './fields.ts';
import type { Label } from './labels.ts';
import type { LinePiece } from './line-makeup.ts';
import { isMedium } from './media.ts';
import { isPersonName } from './people.ts';
import type { Field } from './reading.ts';
import { foldText } from './title.ts';

/** Where the article comes from: labelled, named beside the date, said at its end, or in meta elements. The site itself only where it says so. */
export function readSource(sources: FieldSources): Field<string> {
  const { data, scripts } = sources;
  const candidates = labelled(sources, 'source', (value, label) => labelledSource(sources, value, label)).map(
    (found) => (isPersonName(found.value) ? { ...found, confidence: 0.45 } : found),
  );
  candidates.push(...labelled(sources, 'issuer', sourceName).map((found) => ({ ...found, confidence: 0.6 })));
  for (const { text, line, element, isSameLine, isAccount, isLinked } of wordsBesideDate(sources)) {
    // Members of a board are no source.
    if (isPersonName(text) || isAccount === 'account') continue;
    // One line of metadata without labels: 某某报 2024-01-02 09:30. A medium's name may stand in the line beside it.
    const worth = isMedium(text)
      ? isSameLine
        ? 0.65
        : 0.6
      : isAccount
        ? 0.53
        : isSameLine
          ? isLinked
            ? 0.51
            : 0.52
          : 0.4;
    candidates.push(candidate(text, worth, 'byline', line.text, element));
  }
  candidates.push(...reprintedFrom(sources));
  const named = data.source && sourceName(data.source);
  if (named) candidates.push(candidate(named, 0.58, 'meta', named));
  if (scripts.source) candidates.push(candidate(scripts.source, 0.54, 'structured-data', scripts.source));
  return chooseField(candidates);
}

/** In UTF-16 units: longer lines hold more than what they label. */
const MAX_LABELLED = 100;

function labelledSource(sources: FieldSources, value: string, { word, valueLine }: Label): string | null {
  const isHead = placeOf(sources, valueLine) === 'head';
  // At its end a text names where its figures are from.
  if (!isHead && /^[数资]/.test(word)) return null;
  const isShort = (sources.lines[valueLine]?.text.length ?? 0) <= MAX_LABELLED;
  const isBeginning = ({ text, isLinked }: LinePiece) =>
    isLinked && text.trim().length > 1 && value.startsWith(text.trim());
  const pieces = isHead && isShort ? sources.makeupOf(valueLine).pieces : [];
  return sourceName(pieces.find(isBeginning)?.text ?? value);
}

/** Names that say only that the article isn't the site's own. */
const NOWHERE =
  /^(?:未知|不详|互联网|(?:本站)?原创|本站|转载(?:文章)?|网上|网络(?:整理|转载|收集)?|其[他它]|无|佚名|整理|综合(?:整理)?|admin|null|undefined)$/i;

/** The name in a value; what follows it in the same line is cut off. */
export function sourceName(value: string): string | null {
  const name = value
    .replace(/\s*(?:(?:19|20)\d\d\s*[-/.年]|\d{1,2}[-月]\d|\d{1,2}[:：]\d\d).*$/, '')
    .replace(/^(?:微信)?公众号\s*[:：]?/, '')
    .replace(/^[《“"「\s]+|[》”"」\s]+$/g, '')
    .split(
      /\s+(?:[\d#|]|作者|编辑|记者|浏览|阅读|点击|字[号体]|大|打印|收藏|分享|我要|责编|评论|人气|发[表布]|举报|https?:)|\s{2,}|[|｜。;；》，]|https?:|\s*[(（](?:作者|记者|编辑|责编|ID|微信|公众号)/i,
    )[0]
    ?.trim();
  return name &&
    name.length > 1 &&
    name.length < 30 &&
    !NOWHERE.test(name) &&
    !/[="<>]/.test(name) &&
    IS_LETTER.test(name)
    ? name
    : null;
}

/** 本文转载自《某某》; （原载某某报）; （据某某网）: within the first or the last lines. */
const FROM =
  /(^[\s（(【[—–-]*|[（(【[—]\s*|本文|文章)?\s*(?:转载?自|[摘选]自|原载于?|首发于|来源于|刊[登载]于)\s*(?:(?:微信)?公众号|公号)?\s*[:：]?\s*([《“"「]?)([^\s《》“”"「」，,。；;()（）:：]{2,20})/;
const ACCORDING = /[(（]据\s*[《“"]?([^\s《》“”"，,。；;()（）]{2,14})[》”"]?(?:报道|消息|电)?[)）]/;

function reprintedFrom({ lines, from, to }: FieldSources): FoundValue<string>[] {
  const found: FoundValue<string>[] = [];
  for (let index = Math.max(0, from - 6); index < Math.min(lines.length, to + 6); index++) {
    const line = lines[index];
    if (!line || (index > from + 2 && index < to - 3)) continue;
    const text = line.text.length < 200 ? line.text : line.text.slice(-80);
    const [, before, mark, told] = FROM.exec(text) ?? [];
    // Within a sentence much comes from something (力量来源于…): a periodical or a medium must be named.
    const isFrom = before !== undefined || mark === '《' || isMedium(told ?? '');
    const name = isFrom && told !== undefined ? told : ACCORDING.exec(text)?.[1];
    if (name && (isMedium(name) || line.text.length < 60) && sourceName(name))
      found.push(
        candidate(name.replace(/的.*$/, ''), isMedium(name) ? 0.56 : 0.5, 'body', line.text, line.element),
      );
  }
  return found;
}

const ORIGINAL =
  /^[\s[【(（]*(?:(?:本站)?原创(?:文章)?|首发|独家)[\s\]】)）]*$|[版权声明：]{3,}.{0,12}原创|本文为.{0,16}原创/;
const REPRINTED =
  /^[\s[【(（]*转[载帖贴]?[\s\]】)）]*$|(?:文章类型|类型|性质)\s*[:：]\s*转载|^来源\s*[:：]\s*转载|转载?自|摘自|[[【(（]转[载帖贴]?[\]】)）]/;

/** Whether the article was published elsewhere first: by what the page calls it, by a source that is or isn't the site; null where nothing tells. */
export function readReprint(
  sources: FieldSources,
  source: Field<string>,
  siteName: string | null,
): Field<boolean> {
  const { lines, title } = sources;
  const found: FoundValue<boolean>[] = [];
  lines.forEach((line, index) => {
    const place = placeOf(sources, index);
    if (place === 'away' || place === 'body' || line.text.length > 120) return;
    const words = [line.text, ...line.text.split(/[\s|｜/·]+/).slice(0, 12)];
    if (words.some((word) => ORIGINAL.test(word)))
      found.push(candidate(false, 0.75, 'label', line.text, line.element));
    if (words.some((word) => REPRINTED.test(word)))
      found.push(candidate(true, 0.75, 'label', line.text, line.element));
  });
  if (title && /[[【(（]转[载帖贴]?[\]】)）]/.test(title)) found.push(candidate(true, 0.7, 'heading', title));
  const [own, from] = [foldText(siteName ?? ''), foldText(source.value ?? '')];
  const isSure = source.evidence?.source === 'label' || isMedium(source.value ?? '');
  if (own && from && source.evidence && isSure) {
    const isOwn = own.includes(from) || from.includes(own);
    const { text } = source.evidence;
    found.push(
      candidate(!isOwn, Math.min(source.confidence, isOwn ? 0.65 : 0.6), source.evidence.source, text),
    );
  }
  return chooseField(found);
}
