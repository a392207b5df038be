import { HAN } from './characters.ts';

/** Words that stand before or after names in a byline. */
const ROLE =
  /^(?:.{0,8}?(?:记者|通讯员|实习生|撰稿人?|评论员|观察员|作者|编辑|撰文|采写|摄影报道|文字)|文|图)\s*[:：/|｜丨]\s*|^.{0,8}?(?:记者|通讯员|实习生|评论员|观察员|作者)\s*|^(?:文|图|撰文|by)\s+/i;
const TAIL =
  /\s*(?:[/|｜丨(（[【].*|(?:摄影)?报道|发自.*|[文图]\/?[文图]|整理|编译|综合|整合|编辑|供稿)$|\s+[文图摄]$/;
/** What is left of brackets around a whole byline: 【文/专栏作者 某某】. */
const STRAY_BRACKETS = /^[【[(（]+|[】\])）]+$/g;
const NOBODY =
  /^(?:佚名|未知|匿名|网络|互联网|本站|本站原创|原创|转载|admin|administrator|管理员|系统管理员|编辑部?|小编|无|暂无|不详|记者|作者|名字?|name|null|undefined|综合|整理|整合|编译|报道|摄|-+)$/i;

/** Common surnames, the commonest first. */
const SURNAMES =
  '王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段漕钱汤尹黎易常武乔贺赖龚文庞樊兰殷施陶洪翟安颜倪严牛温芦季俞章鲁葛伍韦申尤毕聂丛焦向柳邢路岳齐沿梅莫庄辛管祝左涂谷祁时舒耿牟卜詹关苗凌费纪靳盛童欧甄项曲成游阳裴席卫查屈鲍位覃霍翁隋植甘景薄单包司柏宁柯阮桂闵解强柴华车冉房边辜吉饶刁瞿戚丘古米池滕晋苑邬臧畅宫来苟全褚廉简娄盖符奚木穆党燕郎邸冀谈姬屠连郜晏栾郁商蒙计喻揭窦迟宇敖糜鄢冷卓花仇艾蓝都巩稽井练仲乐虞卞封竺冼原官衣楚佟栗匡宗应台巫鞠僧桑荆谌银扬明沙薄伏岑习胥保和蔺闫肖付伊祖诸仝代雷';
const DOUBLE_SURNAMES = /^(?:欧阳|司马|上官|诸葛|司徒|东方|皇甫|尉迟|公孙|慕容|令狐|夏侯|端木|南宫)/;

/** 张 三: a name of two characters, spaced to the width of three. */
const SPACED = new RegExp(`(?<=^|[\\s、，,])([${HAN}])\\s+(?=[${HAN}](?:[\\s、，,：:]|$))`, 'g');
/** 赵某：某大学 — the affiliation of an author. */
const AFFILIATED = new RegExp(`^(?!记者|作者|编辑|文字|通讯员|撰文)([${HAN}]{2,4})[:：].*$`);
const BETWEEN = new RegExp(`[、,，;；/|｜&\\n]|\\s+(?:and|和|与)\\s+|(?<=[${HAN}])\\s+(?=[${HAN}])`);
const FULL_NAME = new RegExp(`^[${HAN}]{2,4}$`);

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

/** Whether it looks like a person's full name in Chinese. Where 记者 or 作者 announces it, short ones with rare surnames are names as well. */
export function isPersonName(name: string, isAnnounced = false): boolean {
  if (!FULL_NAME.test(name) || NOBODY.test(name)) return false;
  return DOUBLE_SURNAMES.test(name)
    ? name.length > 2
    : name.length < 4 && isSurname(name.charAt(0), isAnnounced || name.length > 2) && !NOT_A_NAME.test(name);
}

/** Words of two characters begin with a rare surname as often as names do (商讯). */
const COMMON_SURNAMES = 180;

function isSurname(character: string, isSure: boolean): boolean {
  const rank = SURNAMES.indexOf(character);
  return rank >= 0 && (isSure || rank < COMMON_SURNAMES);
}

/** Words of bylines and headings that begin with a surname's character. */
const NOT_A_NAME =
  /(?:观察|新闻|服务|报道|[讯媒闻视]$|社区|频|调查|资讯|时间|来源|市场|公司|频道|动态|时评|评论|文化|文章|文字|文学|文件|图|网|报|社|刊|方面|方法|方式|全文|全部|关于|关注|关闭|成为|成立|时代|时尚|时政|商业|商务|金融|房产|游戏|游记|万元|明天|安全|江苏|江西|江南|河|省|市|县|区|言|题|记$|篇$)/;

function isName(name: string): boolean {
  if (name.length < 2 || name.length > 30 || NOBODY.test(name)) return false;
  return !/[。！？：:“”"《》<>=@_]|https?|\d{3}|^(?:来源|时间|编辑|责编|字号|浏览|阅读|点击|评论)/.test(name);
}
