import { HAN } from './characters.ts';

const WRITER = '记者|通讯员|实习生|评论员|观察员|作者';
/** Words that stand before or after names in a byline. */
const ROLE = new RegExp(
  `^(?:.{0,20}?(?:${WRITER}|撰稿人?|编辑|撰文|采写|摄影报道|文字)|文|图)\\s*[:：/|｜丨]\\s*|^.{0,20}?(?:${WRITER})\\s*|^(?:文|图|撰文|by)\\s+`,
  'i',
);
const TAIL =
  /\s*(?:[/|｜丨(（[【].*|(?:摄影)?报道|发自.*|[文图]\/?[文图]|整理|编译|综合|整合|编辑|供稿)$|\s+[文图摄]$/;
/** What is left of brackets around a whole byline: 【文/专栏作者 某某】. */
const STRAY_BRACKETS = /^[【[(（]+|[】\])）]+$/g;
const NOBODY =
  /^(?:佚名|未知|匿名|网络|互联网|本站(?:原创)?|原创|转载|admin(?:istrator)?|webmaster|(?:超级|系统|网站)?管理员|编辑部?|小编|网站|站长|无|暂无|不详|记者|作者|名字?|name|null|undefined|综合|整理|整合|编译|报道|摄|[-—]+)$/i;

/** Common surnames, the commonest first. */
const SURNAMES =
  '王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段漕钱汤尹黎易常武乔贺赖龚文庞樊兰殷施陶洪翟安颜倪严牛温芦季俞章鲁葛伍韦申尤毕聂丛焦向柳邢路岳齐沿梅莫庄辛管祝左涂谷祁时舒耿牟卜詹关苗凌费纪靳盛童欧甄项曲成游阳裴席卫查屈鲍位覃霍翁隋植甘景薄单包司柏宁柯阮桂闵解强柴华车冉房边辜吉饶刁瞿戚丘古米池滕晋苑邬臧畅宫来苟全褚廉简娄盖符奚木穆党燕郎邸冀谈姬屠连郜晏栾郁商蒙计喻揭窦迟宇敖糜鄢冷卓花仇艾蓝都巩稽井练仲乐虞卞封竺冼原官衣楚佟栗匡宗应台巫鞠僧桑荆谌银扬明沙伏岑习胥保和蔺闫肖付伊祖诸仝代雷麦佘区缪邝厉幸麻鹿芮阚亓晁';
const DOUBLE_SURNAMES = /^(?:欧阳|司马|上官|诸葛|司徒|东方|皇甫|尉迟|公孙|慕容|令狐|夏侯|端木|南宫)/;

/** 张 三: a name of two characters, spaced to the width of three. */
const SPACED = new RegExp(`(?<=^|[\\s、，,])([${HAN}])\\s+(?=[${HAN}](?:[\\s、，,：:]|$))`, 'g');
/** 赵某：某大学 — the affiliation of an author. */
const AFFILIATED = new RegExp(`^(?!记者|作者|编辑|文字|通讯员|撰文)([${HAN}]{2,4})[:：].*$`);
const BETWEEN = new RegExp(`[、,，;；/|｜&\\n]|\\s+(?:and|和|与)\\s+|(?<=[${HAN}])\\s+(?=[${HAN}])`);
const FULL_NAME = /* @__PURE__ */ new RegExp(`^[${HAN}]{2,4}$`);
const NAME_IN_PARTS = /* @__PURE__ */ new RegExp(`^[${HAN}]{1,8}(?:[·•・][${HAN}]{1,10})+$`);

/** The names in a byline: 本报记者 张三 李四 → 张三, 李四. Empty where the text holds no name (佚名, 管理员, a sentence). */
export function namesIn(text: string): string[] {
  if (/https?:/.test(text)) return [];
  const plain = text
    .replace(/\s*(?:(?:19|20)\d\d\s*[-/.年]|\d{1,2}[:：]\d\d).*$/, '')
    .replace(SPACED, '$1')
    .replace(AFFILIATED, '$1');
  const names: string[] = [];
  for (const part of plain.split(BETWEEN)) {
    let name = part.trim();
    for (let before = ''; before !== name; ) {
      before = name;
      name = name.replace(ROLE, '').replace(TAIL, '').replace(STRAY_BRACKETS, '').trim();
    }
    if (isName(name) && !names.includes(name)) names.push(name);
  }
  return names.slice(0, 12);
}

/**
 * Whether it looks like a person's full name in Chinese. Where 记者 or 作者 announces it, short ones with rare surnames are names as well, and those in
 * parts (阿依古丽·买买提).
 */
export function isPersonName(name: string, isAnnounced = false): boolean {
  if (isAnnounced && NAME_IN_PARTS.test(name)) return true;
  if (!FULL_NAME.test(name) || NOBODY.test(name)) return false;
  return DOUBLE_SURNAMES.test(name)
    ? name.length > 2
    : name.length < 4 &&
        isSurname(name.charAt(0), isAnnounced || name.length > 2) &&
        !NOT_A_NAME.test(name) &&
        (isAnnounced || !NOT_ALONE.test(name));
}

/**
 * The people in a value that holds nothing else, but for a place: 记者：张三 李四 某地报道. Empty where it is what somebody says: 记者：您怎么看？
 */
export function peopleAlone(value: string): string[] {
  const names = /[。？！?!]/.test(value) ? [] : namesIn(value.replace(/\s+\S{2,6}(?:报道|电)$/, ''));
  return names.every((name) => isPersonName(name, true)) ? names : [];
}

/** Labels that also stand before what is said in an interview, or before a text. */
export const isSpoken = (word: string): boolean => /记者|采访|通讯员|^文/.test(word);

/** Words of two characters begin with a rare surname as often as names do (商讯). */
const COMMON_SURNAMES = 180;

function isSurname(character: string, isSure: boolean): boolean {
  const rank = SURNAMES.indexOf(character);
  return rank >= 0 && (isSure || rank < COMMON_SURNAMES);
}

/** Words of bylines and headings that begin with a surname's character. */
const NOT_A_NAME =
  /(?:观察|新闻|服务|[讯媒闻视]$|频|调查|资讯|时[间评代尚政]|来源|市场|公司|动态|评论|文[化字章件]|网|报|社|刊|方[面法式]|全[文部]|关[于注闭]|成[为立]|商[业务]|金融|房产|游[戏记]|万元|明天|安全|江[苏西南]|.[省市县区]|记$|篇$)/;
/** Such words, and characters of names. */
const NOT_ALONE = /文学|[图河言题]|^区/;

function isName(name: string): boolean {
  if (name.length < 2 || name.length > 30 || NOBODY.test(name)) return false;
  return !/[。！？：:“”"《》<>=@_]|https?|\d{3}|^(?:来源|时间|编辑|责编|字号|浏览|阅读|点击|评论|分享|发[表布]|收藏|打印)/.test(
    name,
  );
}
