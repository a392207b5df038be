/** Whether a password is among those that guessers try first: as listed in any capitals, doubled, or one character over and over. */
export function isCommonPassword(password: string): boolean {
  const plain = password.toLowerCase();
  const half = plain.slice(0, plain.length / 2);
  const isDoubled = half + half === plain;
  return (
    COMMON.has(plain) || (isDoubled && (COMMON.has(half) || half.length <= 4)) || /^(.)\1*$/u.test(plain)
  );
}

/** Rows of keys, years, declarations of love, defaults, and what everybody appends to them; eight characters and more, lower case. */
const COMMON = new Set(
  `
!qaz2wsx !qaz@wsx 00000000a 00001111 00112233 01010101 01234567 012345678 0123456789 0987654321 10000000
100200300 10086100 1008610086 10101010 10203040 1020304050 110110110 11111112 111111a1 111111aa
1111122222 11112222 111222333 111222333444 11223344 1122334455 112233445566 119119119 120120120 12121212
121212121 1212121212 12300000 12312312 123123123 123321123 12340000 12341234 12344321 123454321
1234554321 12345600 123456123 123456123456 123456654321 12345678 123456789 1234567890 1234567890a
1234567891 12345678910 123456789a 123456789q 12345678a 12345678q 12345679 123456a. 123456aa 123456aaa
123456abc 123456qq 123456qwe 12345abc 12345abcd 12345qwert 1234abcd 1234qwer 123654789 123abc123
123abcabc 123qwe!@# 123qwe123 123qweasd 1258012580 13131313 13145200 13145201 1314520a 13572468 13579246
135792468 1357924680 14725836 147258369 147258369a 147852369 14789632 147896325 159357159 159357258
15935746 159753159 168168168 16816888 16888888 18181818 19191919 19700101 19710101 19720101 19730101
19740101 19750101 19760101 19770101 19780101 19790101 19800101 19810101 19820101 19830101 19840101
19850101 19860101 19870101 19880101 19890101 19900101 19910101 19920101 19930101 19940101 19950101
19960101 19970101 19980101 19990101 1q2w3e4r 1q2w3e4r5t 1q2w3e4r5t6y 1qaz2wsx 1qaz2wsx3edc 1qazxsw2
20000000 20000101 20010101 20020101 20030101 20040101 20050101 20082008 20202020 20242024 20252025
20262026 24681357 24682468 258369147 31415926 314159265 3141592653 321654987 36925814 369258147
456789123 52013140 520131400 52013141 52013145 5201314520 5201314a 52052052 520520520 55667788 56785678
666666aa 66668888 66778899 741852963 77585210 77585217 7758521a 78787878 789456123 87654321 88886666
88888889 888888aa 89898989 951753852 963852741 98765432 987654321 9876543210 99887766 99998888 a00000000
a1234567 a12345678 a123456789 a1b2c3d4 a1s2d3f4 a5201314 aa123123 aa123456 aa12345678 aaa123456 abc12345
abc123456 abc1234567 abcd1234 abcd12345 abcde123 abcdefg1 abcdefg123 abcdefgh abcdefghi access123
access14 admin123 admin1234 admin12345 admin123456 admin888 admin@123 adminadmin administrator alexander
alibaba1 angel123 arsenal1 asd12345 asd123456 asdf1234 asdfasdf asdfghjk asdfghjkl asshole1 autumn2025
autumn2026 baby1234 babygirl babygirl1 baidu123 bank1234 bank12345 bankbank barcelona baseball baseball1
basketball batman123 beijing1 beijing2008 caonima1 caonima123 changeme changeme1 changeme123 charlie1
chelsea1 chen123456 china123 china1234 christopher company1 company123 computer computer1 contrasena
corvette customer1 customer123 dearbook default1 dianhua1 dragon123 dudu1234 elizabeth facebook ferrari1
football football1 forever1 freedom1 freedom123 fuckyou1 fuckyou123 gongzuo1 google123 guangzhou
guest123 happy123 harley123 hello123 hello1234 hello12345 hellohello hongkong huang123 huawei123
hunter12 iloveyou iloveyou1 iloveyou123 iloveyou2 internet iphone12 jennifer jiaban996 jonathan jordan23
killer123 letmein1 letmein123 li123456 liu123456 liverpool lixiaolong love1234 love12345 love123456
lovelove loveyou1 lucky123 lucky888 master123 matrix123 maverick mercedes michael1 mima1234 mima12345
mima123456 mimamima money888 monkey123 motdepasse mustang1 naruto123 nicholas nihao123 nihao1234
nihaoma1 nothing1 office123 p@ssw0rd p@ssw0rd1 p@ssw0rd123 p@ssword pa55word passw0rd password password!
password1 password12 password123 password1234 passwort patricia pokemon1 porsche1 princess princess1
q1w2e3r4 q1w2e3r4t5 q1w2e3r4t5y6 qazwsx123 qazwsxedc qq123123 qq123456 qq12345678 qwe12345 qwe123456
qweasd123 qweasdzxc qwer1234 qwer12345 qwert123 qwert12345 qwerty12 qwerty123 qwerty1234 qwerty12345
qwerty123456 qwertyui qwertyuiop root1234 root123456 rootroot samantha samsung1 samsung123 secret123
service1 service123 shadow123 shanghai shanghai1 shenzhen shouji123 spring2025 spring2026 starwars
starwars1 stephanie summer2024 summer2025 summer2026 sunshine sunshine1 superman superman1 taiwan123
taobao123 tencent123 test1234 test12345 test123456 testtest trustno1 tyui1234 user1234 user123456
veronica victoria wang1234 wang123456 wangjing wechat123 weixin123 welcome! welcome1 welcome123 wert1234
whatever winter2024 winter2025 winter2026 wo123456 woaini123 woaini1314 woaini520 woaini5201314
woaini521 woaiwojia wodemima woshishui xiaoli123 xiaomi123 xiaoming xiaoxiao yang123456 yonghu123
zaq12wsx zaq1xsw2 zhang123 zhang123456 zhao123456 zhongguo zhuzhu123 zxc12345 zxc123456 zxcvbnm,
zxcvbnm1 zxcvbnm123
`
    .trim()
    .split(/\s+/),
);
