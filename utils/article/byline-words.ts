import { HAN, IS_LETTER } from './characters.ts';
import { findDate } from './dates.ts';
import type { ElementOrSelector } from './field.ts';
import type { FieldLine, FieldSources } from './fields.ts';
import type { Label } from './labels.ts';
import type { Account } from './line-makeup.ts';
import { isPersonName } from './people.ts';
import { foldText } from './title.ts';

/** A word that stands by itself beside the article's date, with no label: a medium, a person, an account, a channel. */
export interface BylineWord {
  text: string;
  /** The line it stands in. */
  line: FieldLine;
  /** The inline element that holds it. */
  element: ElementOrSelector;
  /** In the date's own line, or in one above or below it. */
  isSameLine: boolean;
  /** It leads elsewhere: to a channel, a medium or a writer. */
  isLinked: boolean;
  isAccount: Account;
}

/** From the title to the date stand a subtitle and a few tools at most. */
const LINES_BELOW_TITLE = 12;
const MAX_WORD_LENGTH = 24;
const MAX_WORDS = 4;

const TOOL =
  /^(?:\d.*|[+＋×xX<>«»…]+|[大中小赞踩顶荐字]|[AaTt][+-]?|.{0,4}(?:分享|收藏|打印|字[号体]|评论|跟贴|阅读|浏览|点击|关注|举报|投诉|纠错|回复|只看|楼主|沙发|转发|点赞|登录|注册|首页|正文|更多|订阅|二维码|微信|微博|空间|朋友圈|客户端|扫一扫|置顶|精华|投稿|查看|倒序|复制|链接|参与|人气|热度|[次条楼页]|手机看|听新闻|播报|暂停|展开|收起|[上下]一.|我要|编辑于).{0,5}|原创|转载|作者|来源|日期|发[布表]|更新|修改|编辑|责编|.{0,6}时间|.{0,4}(?:[版楼]主|记者)|通讯员|实习生|推荐|登入|FAQ|English|手机版|星期.|周[一二三四五六日]|上午|下午|IP|(?:张贴|更新|修改)于|(?:发[表布]于|来自|(?:IP\s*)?属地|分类于|归档于|标签|打开).*|听全文|.{0,4}app|积分|帖子|主题|(?:posted|published|updated|written|last updated)(?: on| by| at)?|[于在由自从]|by|on|in|at|share|print|email|comments?)$/i;

/** Where somebody wrote from stands beside the date as well. */
const PLACE =
  /^(?:北京|天津|上海|重庆|河[北南]|山[西东]|辽宁|吉林|黑龙江|江[苏西]|浙江|安徽|福建|湖[北南]|广[东西]|海南|四川|贵州|云南|陕西|甘肃|青海|台湾|内蒙古|宁夏|新疆|西藏|香港|澳门|[广杭苏郑福兰温常徐]州|深圳|成都|武汉|[南东]京|西安|长[沙春]|青岛|济南|大连|沈阳|南宁|宁波|厦门|合肥|昆明|无锡|哈尔滨|太原|南昌|贵阳|海口|珠海|[中美]国|海外)[省市]?$/;
/** Channels of two characters that begin with a surname's. */
const CHANNEL = /^(?:文[旅体娱史创]|党[建务]|高[教校]|康养|石油|宠物|明星|应急|项目|成果|常识)$/;
/** A medium's own name may stand among the links of any page. */
const IS_PRESS = /[报网社台刊]$/;

/** The words around the first date below the title, or just above it; those nearest to the date first. */
export function wordsBesideDate(all: FieldSources): BylineWord[] {
  const { lines, titleLine, from, now } = all;
  const start = titleLine >= 0 ? titleLine - 3 : from - LINES_BELOW_TITLE;
  const isNear = ({ line }: Label) => Math.abs(line - start) < 2 * LINES_BELOW_TITLE;
  const sources = { ...all, labels: all.labels.filter(isNear) };
  const words: BylineWord[] = [];
  for (
    let index = Math.max(0, start);
    index < Math.min(from, Math.max(titleLine, start) + LINES_BELOW_TITLE);
    index++
  ) {
    const text = lines[index]?.text ?? '';
    if (index === titleLine || text.length > 120 || findDate(text, now) === null) continue;
    for (const near of [index, index - 1, index + 1, index - 2, index + 2]) {
      if (near < from && near > titleLine) words.push(...wordsOfLine(sources, near, near === index));
    }
    if (words.length > 0 && index > titleLine) break;
  }
  return words.length > 0 || titleLine < 0 ? words : wordsBelowTitle(sources);
}

/** Where the date is drawn by a script, people and accounts still stand in the line below the title. */
function wordsBelowTitle(sources: FieldSources): BylineWord[] {
  const { titleLine, from } = sources;
  const words = [titleLine + 1, titleLine + 2].flatMap((index) =>
    index < from ? wordsOfLine(sources, index, false) : [],
  );
  return words.filter(({ text, isAccount }) => isAccount !== null || isPersonName(text));
}

function wordsOfLine(sources: FieldSources, index: number, isSameLine: boolean): BylineWord[] {
  const line = sources.lines[index];
  if (!line || line.text.length > 100 || /[。！？]/.test(line.text)) return [];
  const title = foldText(sources.title ?? '');
  const own = sources.labels.filter((label) => label.line === index || label.valueLine === index);
  // Rows of links and of many words are menus.
  if (!isSameLine && line.linked > line.text.length / 2 && line.text.length > MAX_WORD_LENGTH) return [];
  const words = sources.makeupOf(index).pieces.flatMap(({ text, ...holder }) => {
    if (holder.isAccount === 'channel') return [];
    const date = findDate(text, sources.now);
    const parts = date ? [text.slice(0, date.from), text.slice(date.to)] : [text];
    return parts
      .flatMap((part) => part.split(SEPARATORS))
      .map((part) => part.replace(/^by\s+/i, '').replace(/^[\s\p{P}]+|[\s\p{P}]+$/gu, ''))
      .filter(
        (word) =>
          word.length > 1 &&
          word.length <= MAX_WORD_LENGTH &&
          IS_LETTER.test(word) &&
          !/[:：，,。！？!?;；…]|https?|www\.|\.(?:com|cn|net|org)\b/i.test(word) &&
          !TOOL.test(word) &&
          findDate(word, sources.now) === null &&
          !(foldText(word).length * 2 > title.length && title.includes(foldText(word))) &&
          !PLACE.test(word) &&
          !CHANNEL.test(word) &&
          !sources.crumbs.some((crumb) => foldText(crumb) === foldText(word)) &&
          !(isChannel(holder, word) && sources.menu.includes(word)) &&
          !own.some(({ value, word: label }) => value?.includes(word) || label.includes(word)),
      )
      .map((word) => ({
        text: word,
        line,
        isSameLine,
        ...holder,
      }));
  });
  return words.length > MAX_WORDS ? [] : words;
}

/** Whether a word may be a channel's for all that its own element says. */
const isChannel = ({ isAccount }: { isAccount: Account }, word: string) =>
  isAccount === null && !IS_PRESS.test(word) && !isPersonName(word);

const SEPARATORS = /* @__PURE__ */ new RegExp(
  `\\s*[|｜丨•/／《》[\\]【】()（）>›»]+\\s*|\\s+[·—–-]+\\s+|\\s{2,}|(?<=[${HAN}])\\s+|\\s+(?=[${HAN}])`,
);
