import { JSDOM } from 'jsdom';
import { inferVisibility } from '../../../scripts/infer-visibility.ts';

/** An article of ours, laid out as builders do it: sections and breaks instead of paragraphs, dialogs hidden before the text. */
export const ARTICLE = `<!doctype html><html><head><title>值班表之外</title>
<style>.dialog { display: none } .quiet { visibility: hidden }</style></head><body>
<div class="dialog">会员登录后可以查看更多内容，夜班座席的排班表也在其中。</div>
<div class="crumb">首页 › 观察 › 服务观察</div>
<h1>值班表之外：夜班座席如何学会彼此接手</h1>
<div class="body"><section>凌晨两点的大厅只亮一半的灯。<br>电话比白天少，问题却更长：丢了卡的旅客、
  算错利息的店主、替父母问养老金的女儿。</section>
<section>组长老周把这一段叫作“慢时段”。他说，白天的客户要的是答案，夜里的客户要的是<b>有人在听</b>。<span>于是他把平均通话时长从考核里拿掉了，换成回访时客户还记不记得座席的名字。</span></section>
<section class="quiet">这一段只给编辑看，夜里的客户不会看见。</section>
<section>三个月之后，夜班的投诉少了四成，离职的人从九个降到两个。有人问他秘诀，他翻开值班表，指着空白的地方：表上没有写的，才是服务。</section>
<section>第二季度，满意度提高到百分之九十一；第三季度，满意度提高到百分之九十一；第四季度，满意度提高到百分之九十一。</section></div>
<script>var note = "夜班座席的排班表";</script></body></html>`;

export function openPage(html: string): Document {
  return inferVisibility(new JSDOM(html).window.document);
}

/** The range of the n-th occurrence of a text that lies within one root's text nodes, hidden ones included. */
export function rangeOfText(document: Document, text: string, occurrence = 1): Range {
  const walker = document.createTreeWalker(document.body, 4);
  const nodes: Text[] = [];
  while (walker.nextNode()) nodes.push(walker.currentNode as Text);
  const all = nodes.map((node) => node.data).join('');
  let at = -1;
  for (let count = 0; count < occurrence; count += 1) at = all.indexOf(text, at + 1);
  if (at < 0) throw new Error(`not in the page: ${text}`);
  const range = document.createRange();
  let begin = 0;
  for (const node of nodes) {
    const end = begin + node.length;
    if (at >= begin && at < end) range.setStart(node, at - begin);
    if (at + text.length > begin && at + text.length <= end) range.setEnd(node, at + text.length - begin);
    begin = end;
  }
  return range;
}
