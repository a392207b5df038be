import type { ErrorCode } from '../../protocol/errors.ts';

/** What a tab shows that came back: there the reader finds the digits, or why there are none. Plain, for no style and no script may be in it. */

/** For a browser that has no window of its own for it: the reader carries the digits over. */
export function digitsPage(digits: string): string {
  const shown = `${digits.slice(0, 3)} ${digits.slice(3)}`;
  return page(`<p>这边已经结束。请回到观察伴读，填写这 6 位数字：</p>
<p lang="en">That was all here. Go back to Observation Companion and enter these six digits:</p>
<h2><strong>${shown}</strong></h2>
<p>不是您自己刚才在观察伴读里按下的，就不要填，也不要告诉别人：谁填了它，谁就以您的身份登录。</p>
<p lang="en">If it was not you who has just begun this there, enter them nowhere and tell nobody: whoever does is signed in as you.</p>`);
}

/** Too late, or told a second time something else. */
export function refusalPage(code: ErrorCode): string {
  const why =
    code === 'third-party-used'
      ? ['这次验证已经用过，每次只能用一回', 'This was used already, and each counts once']
      : ['这次验证隔得太久，已经作废', 'This took too long and no longer counts'];
  return page(`<p>${why[0]}；什么也没有建立或绑定。请关掉这一页，回到观察伴读再来一次。</p>
<p lang="en">${why[1]}; no account was made and nothing was bound. Close this page, go back to Observation Companion and begin again.</p>`);
}

function page(main: string): string {
  return `<!doctype html><html lang="zh-CN"><meta charset="utf-8"><title>观察伴读</title>
<meta name="viewport" content="width=device-width"><meta name="color-scheme" content="light dark">
<main><h1>观察伴读</h1>
${main}</main></html>`;
}
