/**
 * The initials of the pinyin of a folded text's Chinese characters, with its other letters and figures as they are: 客服中心 gives `kfzx`. Where a character of
 * several readings is among them, a second text has its other reading, so that both are found; none where there is no Chinese.
 */
export function initialsOf(folded: string): string[] {
  if (!HAN.test(folded)) return [];
  let [first, second] = ['', ''];
  for (const character of folded) {
    if (HAN.test(character)) {
      const initial = initialOf(character);
      first += initial;
      second += OTHER_READINGS.get(character) ?? initial;
    } else if (/[a-z0-9]/.test(character)) {
      first += character;
      second += character;
    }
  }
  return first === second ? [first] : [first, second];
}

const HAN = /\p{sc=Han}/u;

/** The first character of each initial, in the order of the collation by pinyin that the browser brings (Unicode CLDR). */
const FIRSTS: [string, string][] = [
  ['阿', 'a'],
  ['八', 'b'],
  ['嚓', 'c'],
  ['咑', 'd'],
  ['妸', 'e'],
  ['发', 'f'],
  ['旮', 'g'],
  ['哈', 'h'],
  ['丌', 'j'],
  ['咔', 'k'],
  ['垃', 'l'],
  ['妈', 'm'],
  ['拏', 'n'],
  ['噢', 'o'],
  ['妑', 'p'],
  ['七', 'q'],
  ['呥', 'r'],
  ['仨', 's'],
  ['他', 't'],
  ['屲', 'w'],
  ['夕', 'x'],
  ['丫', 'y'],
  ['帀', 'z'],
];

/** Everyday characters whose other reading begins otherwise. */
const OTHER_READINGS = new Map(
  Object.entries({
    b: '泊秘辟瀑曝刨屏',
    c: '长重匙种盛刹椎',
    d: '石提澄',
    g: '合贾伽',
    h: '行吓巷',
    j: '给系校车圈强奇期虹',
    k: '会',
    l: '弄',
    m: '万',
    n: '粘',
    o: '区',
    p: '便否番',
    q: '卡茄仇稽',
    s: '参乘伺单折召率',
    t: '弹调朴囤',
    w: '恶遗蔓',
    x: '臭降解宿省畜叶厦',
    y: '乐尉',
    z: '曾藏传朝属识翟什颤术查幢',
  }).flatMap(([initial, characters]) => [...characters].map((character) => [character, initial] as const)),
);

const known = new Map<string, string>();
let collator: Intl.Collator | null = null;

function initialOf(character: string): string {
  const remembered = known.get(character);
  if (remembered !== undefined) return remembered;
  collator ??= new Intl.Collator('zh-Hans-u-co-pinyin');
  let initial = '';
  for (const [first, letter] of FIRSTS) {
    if (collator.compare(character, first) < 0) break;
    initial = letter;
  }
  known.set(character, initial);
  return initial;
}
