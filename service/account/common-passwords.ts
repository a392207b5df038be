import { dictionary } from '@zxcvbn-ts/language-common';

/** Whether a password is among those that guessers try first: as listed in any capitals, doubled, or one character over and over. */
export function isCommonPassword(password: string): boolean {
  const plain = password.toLowerCase();
  const half = plain.slice(0, plain.length / 2);
  const isDoubled = half + half === plain;
  return (
    isOurOwnName(plain) ||
    COMMON.has(plain) ||
    (isDoubled && (COMMON.has(half) || half.length <= 4)) ||
    /^(.)\1*$/u.test(plain)
  );
}

/** What this product is called, which guessers know as well. */
const OUR_NAMES = /观察|伴读|guancha|bandu|observation|companion/g;
/** Fewer characters of one's own beside it are a year, or an exclamation. */
const LEAST_OWN = 6;

function isOurOwnName(plain: string): boolean {
  const own = plain.replace(OUR_NAMES, '');
  return own !== plain && [...own].length < LEAST_OWN;
}

/** Rows of keys, years, declarations of love, defaults, and what everybody appends to them, as Chinese readers have them and the dictionary does not; lower case. */
const OURS = `
!qaz@wsx 00001111 00112233 01010101 01234567 012345678 0123456789 0987654321 10000000 10086100
1008610086 10101010 110110110 11111112 111111a1 111222333444 119119119 120120120 12121212 121212121
1212121212 12300000 123123123 12340000 12341234 123456123456 123456a. 123abcabc 123qwe!@# 1258012580
13131313 13145200 13145201 1314520a 159357159 159753159 168168168 16816888 16888888 18181818 19191919
19700101 19710101 19720101 19730101 19740101 19750101 19760101 19770101 19780101 19790101 19800101
19810101 19820101 19830101 19840101 19850101 19860101 19870101 19880101 19890101 19900101 19910101
19920101 19930101 19940101 19950101 19960101 19970101 19980101 19990101 20000000 20000101 20010101
20020101 20030101 20040101 20050101 20082008 20202020 20242024 20252025 20262026 24682468 258369147
3141592653 52013140 520131400 52013141 52013145 5201314520 5201314a 52052052 520520520 56785678 666666aa
66668888 77585210 77585217 7758521a 78787878 87654321 88886666 88888889 888888aa 89898989 98765432
987654321 9876543210 99998888 a00000000 a5201314 aa12345678 abc1234567 abcdefg123 abcdefgh abcdefghi
admin1234 admin12345 admin123456 admin888 admin@123 adminadmin alibaba1 autumn2025 autumn2026 baidu123
bank1234 bank12345 bankbank beijing1 beijing2008 caonima1 caonima123 changeme123 chen123456 china123
china1234 company1 company123 customer1 customer123 dearbook dianhua1 dudu1234 freedom123 gongzuo1
guangzhou guest123 harley123 hello12345 huang123 huawei123 iphone12 jiaban996 li123456 liu123456
lixiaolong love123456 lucky888 mima1234 mima12345 mima123456 mimamima money888 nihao1234 nihaoma1
office123 p@ssw0rd1 p@ssw0rd123 p@ssword qq12345678 qwe12345 root1234 root123456 rootroot service123
shanghai1 shenzhen shouji123 spring2025 spring2026 summer2024 summer2025 summer2026 taiwan123 taobao123
tencent123 test12345 test123456 tyui1234 user1234 user123456 wang1234 wang123456 wangjing wechat123
weixin123 welcome! winter2024 winter2025 winter2026 wo123456 woaini123 woaini1314 woaini520
woaini5201314 woaini521 woaiwojia wodemima woshishui xiaoli123 xiaomi123 xiaoming xiaoxiao yang123456
yonghu123 zhang123 zhang123456 zhao123456 zhuzhu123 zxcvbnm,
`
  .trim()
  .split(/\s+/);

/** Leaked passwords, 18,000 of them of eight characters and more; the shorter ones are doubled. */
const COMMON = new Set([...dictionary['passwords-common'], ...OURS]);
