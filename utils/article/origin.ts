import { wordsBesideDate } from './byline-words.ts';
import { IS_LETTER } from './characters.ts';
import { candidate, chooseField, type FoundValue } from './field.ts';
import { type FieldSources, labelled, placeOf } from './fields.ts';
import { isMedium } from './media.ts';
import { isPersonName } from './people.ts';
import type { Field } from './reading.ts';
import { foldText } from './title.ts';

/** Where the article comes from: labelled, named beside the date, said at its end, or in meta elements. The site itself only where it says so. */
export function readSource(sources: FieldSources): Field<string> {
  const { data, scripts } = sources;
  const candidates = labelled(sources, 'source', sourceName).map((found) =>
    isPersonName(found.value) ? { ...found, confidence: 0.45 } : found,
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

/** Names that say only that the article isn't the site's own. */
const NOWHERE =
  /^(?:未知|网络|不详|互联网|原创|本站(?:原创)?|转载(?:文章)?|网上|网络(?:整理|转载|收集)|其他|其它|无|佚名|整理|综合|综合整理|admin|null|undefined)$/i;

/** The name in a value; what follows it in the same line is cut off. */
export function sourceName(value: string): string | null {
  const name = value
    .replace(/\s*(?:(?:19|20)\d\d\s*[-/.年]|\d{1,2}[-月]\d|\d{1,2}[:：]\d\d).*$/, '')
    .replace(/^[《“"「\s]+|[》”"」\s]+$/g, '')
    .split(
      /\s+(?:[\d#|]|作者|编辑|记者|浏览|阅读|点击|字号|字体|大|打印|收藏|分享|我要|责编|评论|人气|https?:)|\s{2,}|[|｜。;；》，]|https?:|\s*[(（](?:作者|记者|编辑|责编)/,
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
  /(?:本文|文章|内容)?\s*(?:转载自|转自|摘自|选自|原载于?|首发于|来源于|刊(?:登|载)于)\s*(?:微信公众号|公众号|公号)?\s*[:：]?\s*[《“"「]?([^\s《》“”"「」，,。；;()（）:：]{2,20})/;
const ACCORDING = /[(（]据\s*[《“"]?([^\s《》“”"，,。；;()（）]{2,14})[》”"]?(?:报道|消息|电)?[)）]/;

function reprintedFrom({ lines, from, to }: FieldSources): FoundValue<string>[] {
  const found: FoundValue<string>[] = [];
  for (let index = Math.max(0, from - 6); index < Math.min(lines.length, to + 6); index++) {
    const line = lines[index];
    if (!line || (index > from + 2 && index < to - 3)) continue;
    const text = line.text.length < 200 ? line.text : line.text.slice(-80);
    const name = (FROM.exec(text) ?? ACCORDING.exec(text))?.[1];
    if (name && (isMedium(name) || line.text.length < 60) && sourceName(name))
      found.push(
        candidate(name.replace(/的.*$/, ''), isMedium(name) ? 0.56 : 0.5, 'body', line.text, line.element),
      );
  }
  return found;
}

const ORIGINAL =
  /^[\s[【(（]*(?:原创|本站原创|原创文章|首发|独家)[\s\]】)）]*$|[版权声明：]{3,}.{0,12}原创|本文为.{0,16}原创/;
const REPRINTED =
  /^[\s[【(（]*(?:转载|转帖|转贴|转)[\s\]】)）]*$|(?:文章类型|类型|性质)\s*[:：]\s*转载|^来源\s*[:：]\s*转载|转载自|转自|摘自|[[【(（]转(?:载|帖|贴)?[\]】)）]/;

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
  if (title && /[[【(（](?:转载?|转帖|转贴)[\]】)）]/.test(title))
    found.push(candidate(true, 0.7, 'heading', title));
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
