/** An article of our own in several pages, as content systems split it: the head, a notice and a row of links on each page. */

export const TITLE = '排班表背后的三个难题：一间客服中心的改版手记';

const PARTS = [
  [
    '<h2>一、先把话务量说清楚</h2>',
    '<p>改版之前，值班长手里只有一张按小时汇总的话务量表，谁也说不清周一上午的高峰从哪里来。</p>',
    '<p>我们把三个月的记录摊在桌上，按业务种类重新分了一遍，才看见同一个小时里有两股完全不同的来电。</p>',
    '<p>第一股来自前一晚到账的提醒，第二股来自柜台排队时的催办，它们需要的不是同一种人手。</p>',
  ],
  [
    '<p>（接上页）</p>',
    '<h2>二、再把人排进格子里</h2>',
    '<p>人手从来不是数字，早班的人送孩子上学，晚班的人赶末班地铁，格子排得再满也要留出喘气的地方。</p>',
    '<p><img src="images/roster.png" width="640" height="400" alt="改版后的排班表"></p>',
    '<p>于是新表里多了一种叫作机动的格子，它不属于任何一条线，只在警戒线以上才被打开。</p>',
    '<p>机动格子用了六周，放弃率从百分之九落到百分之四，加班反而少了。</p>',
  ],
  [
    '<h2>三、最后把改动留下来</h2>',
    '<p>最难的是第三步。新表上线的第二个月，有人把旧表悄悄打印出来贴在工位上，因为旧表好记。</p>',
    '<p>我们没有撕掉它，而是把旧表里好记的那部分搬了过来：颜色、缩写，还有那条手画的红线。</p>',
    '<p>一张表能留下来，靠的不是道理，是它比原来那张更省心。</p>',
    '<p>责任编辑：陈小禾</p>',
  ],
];

export interface SplitPage {
  /** From 1. */
  number: number;
  total: number;
  /** The address of a page, from 1. */
  link: (number: number) => string;
  title?: string;
  body?: string;
  charset?: string;
}

/** The text of a page, for longer articles than the one above made up from its number. */
export function partOf(number: number): string {
  const part = PARTS[number - 1];
  if (part) return part.join('\n');
  const counted = `第${number}天`;
  return `<p>${counted}的记录从早会开始，值班长念了前一天的接通率，然后问有没有谁要换班。</p>
<p>${counted}快结束的时候，窗外下起雨来，放弃率又往上走了一点，谁也没有抬头。</p>`;
}

export function splitPage({
  number,
  total,
  link,
  title = TITLE,
  body,
  charset = 'utf-8',
}: SplitPage): string {
  const numbers = Array.from({ length: total }, (_, index) =>
    index + 1 === number ? `<b>${number}</b>` : `<a href="${link(index + 1)}">${index + 1}</a>`,
  );
  const next = number < total ? `<a href="${link(number + 1)}">下一页</a>` : '';
  return `<!doctype html><html lang="zh-CN"><head><meta charset="${charset}"><title>${title}_值班室周刊</title></head><body>
<div class="crumb"><a href="/">首页</a> › <a href="/guancha/">观察</a> › 服务观察 › ${title}</div>
<h1>${title}</h1>
<div class="meta">作者：宋知远　来源：值班室周刊　发布时间：2026-11-02</div>
<div class="body"><p>一张排班表怎样从没人看变成人人看，这里记下了全部经过。</p>
${body ?? partOf(number)}
<p>本文图表由值班室周刊整理，数据截至十月底。</p></div>
<div class="pages">共${total}页 ${numbers.join(' ')} ${next}</div>
<div class="near">上一篇：<a href="100.html">等候区的椅子</a> 下一篇：<a href="102.html">一条短信的字数</a></div>
</body></html>`;
}
