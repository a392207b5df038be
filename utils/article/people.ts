/** Words that stand before or after names in a byline. */
const ROLE =
  /^(?:.{0,8}?(?:特约|见习|实习|首席|本报|本刊|本网|全媒体|全媒|融媒体?)*(?:记者|通讯员|撰稿人?|评论员|观察员|作者|编辑|撰文|采写|摄影报道|文字?|图))\s*[:：/|｜丨]?\s*|^(?:文|图|作者|撰文|by)\s*[:：/|｜丨]?\s+/iu;
const TAIL = /\s*(?:[/|｜丨(（[【].*|报道|摄影报道|发自.*|[文图摄]|[文图]\/?[文图]|整理|编译|综合|编辑)$/u;
const NOBODY =
  /^(?:佚名|未知|匿名|网络|互联网|本站|本站原创|原创|转载|admin|administrator|管理员|系统管理员|编辑部?|小编|无|暂无|不详|记者|作者|null|undefined|综合|-+)$/i;

/**
 * The names in a byline: 本报记者 张三 李四 → 张三, 李四. Empty where the text holds no name (佚名, 管理员, a sentence).
 */
export function namesIn(text: string): string[] {
  const plain = text
    .replace(/\s*(?:(?:19|20)\d\d\s*[-/.年]|\d{1,2}[:：]\d\d).*$/, '')
    .replace(/(?<=^|[\s、，,])(\p{Script=Han})\s+(?=\p{Script=Han}(?:[\s、，,]|$))/gu, '$1');
  const names: string[] = [];
  for (const part of plain.split(
    /[、,，;；/|｜&\n]|\s+(?:and|和|与)\s+|(?<=\p{Script=Han})\s+(?=\p{Script=Han})/u,
  )) {
    let name = part.trim();
    for (let before = ''; before !== name; ) {
      before = name;
      name = name.replace(ROLE, '').replace(TAIL, '').trim();
    }
    if (isName(name) && !names.includes(name)) names.push(name);
  }
  return names.slice(0, 12);
}

function isName(name: string): boolean {
  if (name.length < 2 || name.length > 30 || NOBODY.test(name)) return false;
  return !/[。！？：:“”"《》<>=@]|https?|^\d+$|^(?:来源|时间|编辑|责编|字号|浏览|阅读|点击|评论)/.test(name);
}
