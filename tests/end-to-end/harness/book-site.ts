import { createServer } from 'node:http';
import { listen } from '../../../scripts/listen.ts';

/** Articles as a magazine prints them: sections, a picture, a table wider than a telephone, a quotation, an address that breaks nowhere. */
export interface BookSite extends AsyncDisposable {
  origin: string;
  /** The richest of them, and the ones that stand beside it in the list. */
  addresses: [first: string, second: string, third: string];
}

export const TITLES = [
  '等待的四十七秒：远程银行如何重新计算客户的耐心',
  '夜班的台灯：一间营业厅如何学会不催人',
  '回单里的十年：档案室与前台之间的最后一段路',
] as const;
/** One passage each, in the order of the text; the second and third meet. */
export const PASSAGES = {
  figure: '降了三分之一',
  sentence: '客户放弃的不是等待本身，而是等待的不确定。',
  within: '而是等待的不确定',
  late: '她把这段时间叫作“换气”',
} as const;
export const LONG_ADDRESS =
  'https://example.cn/archives/2026/11/an-address-that-does-not-break-anywhere-at-all-because-nobody-thought-of-telephones.html';
export const LAST_SENTENCE = '灯灭的时候，排队的人已经各自回家。';
export const SECTIONS = 9;

export async function startBookSite(): Promise<BookSite> {
  const server = createServer((incoming, outgoing) => {
    const number = /^\/guancha\/([123])\.html$/.exec(incoming.url ?? '')?.[1];
    outgoing.writeHead(number ? 200 : 404, { 'content-type': 'text/html; charset=utf-8' });
    outgoing.end(number ? pageOf(TITLES[Number(number) - 1] ?? '') : '');
  });
  const origin = `http://127.0.0.1:${await listen(server, 0, 'the magazine')}`;
  return {
    origin,
    addresses: [`${origin}/guancha/1.html`, `${origin}/guancha/2.html`, `${origin}/guancha/3.html`],
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
}

function pageOf(title: string): string {
  return `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><title>${title}_值班室周刊</title></head><body>
<div class="crumb"><a href="/">首页</a> › 观察 › 服务观察 › ${title}</div><h1>${title}</h1>
<ul><li><p><span>分类：</span>服务观察</p></li><li><p><span>作者：</span>宋知远</p></li>
<li><p><span>来源：</span>值班室周刊</p></li><li><p><span>发布时间：</span>2026-11-02 00:00:00</p></li></ul>
<div class="body">
<p>十一月的第一个星期一，上午十点零七分，排队人数第一次超过了座席数。值班长只把提示里的一句话换掉了：“请稍候”，改成“您前面还有六位，大约四十七秒”。</p>
<p>放弃率在随后的二十分钟里${PASSAGES.figure}。没有增加一个座席。换句话说，${PASSAGES.sentence}把剩余时间说出来，等于把控制权交还了一半。</p>
<h2>一、等待不是时间</h2>
<p>服务行业习惯用平均应答速度衡量等待，可客户并不生活在平均数里。他们用的系统叫ＱＰＳ看板，也有人写作 qps；老座席在纸上记的是繁體的「等待」。</p>
<figure><img src="/pictures/none.png" alt="一周的排队人数"><figcaption>图一：一周里各时段的排队人数。</figcaption></figure>
<table><tr><th>时段</th><th>来电的客户</th><th>接起的座席</th><th>放弃的客户</th><th>平均等待时间</th><th>报出的等待时间</th><th>相差八秒以内</th></tr>
<tr><td>九点至十点</td><td>一千二百余</td><td>一千零一十</td><td>近二百</td><td>五十二秒</td><td>五十八秒</td><td>八成八</td></tr></table>
<blockquote><p>“我不怕等，我怕的是不知道还要等多久。”一位客户在回访里这样说。</p></blockquote>
<p>全文见 ${LONG_ADDRESS} 的附表。</p>
${Array.from({ length: SECTIONS - 1 }, (_, at) => section(at)).join('\n')}
<p>${LAST_SENTENCE}</p>
</div></body></html>`;
}

function section(at: number): string {
  const number = '二三四五六七八九'.charAt(at);
  const told = `${FILLER.repeat(2)}第${number}位座席说，${at === 4 ? PASSAGES.late : '她只记得窗外的天色'}。`;
  return `<h2>${number}、座席的第${number}个下午</h2><p>${told}</p><p>${FILLER.repeat(3)}</p>`;
}

const FILLER =
  '他们把耐心写进了排班表，每半小时留出三分钟。没有人用这三分钟去接电话，也没有人问为什么。屏幕左上角的灯由红转绿，再由绿转红。';
