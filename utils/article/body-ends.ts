/**
 * The words in which pages say that a text is over, or that a line is not part of it. Each list is a way of speaking that pages of a language share;
 * none is a site's own.
 */

/** What such a line may begin with. */
export const SIGNS = /^[\s【[（(◆■▼※*·>-]+/;

/** What follows an article, behind its signs: from such a line on nothing belongs to it, unless most of the text is still to come. */
export const END =
  /^(?:(?:责任?|执行|值班|网络)?编辑?\s*[:：|｜丨／/]|(?:声明|分享|标签|关键词|tags?)\s*[:：]|转载(?:请|声明|须)|未经(?=.*(?:转载|复制|使用本|本网)).{0,12}(?:许可|授权|同意)|关闭(?:窗口|本页)?[\]】]?$|文明上网|(?:免责|版权)声明\s|copyright|©|京?[\u4e00-\u9fa5]?icp备|本文(?:来源|转自|由|系(?![统列])|仅代表))/i;

/** Words that say the same where they are a heading or a link, and begin sentences as well (下一个十年，…). */
export const END_WORD =
  /^(?:责任编辑|[上下]一[篇个条页]|相关(?:阅读|新闻|文章|链接|推荐|报道|资讯|主题|内容|标签|搜索|专题|评论)|(?:推荐|延伸|扩展|更多|热门|精彩)(?:阅读|文章|新闻|推荐|内容|资讯|图文|评论)|猜你(?:喜欢|感兴趣)|为[您你]推荐|大家都在看|(?:免责|版权|特别|郑重|重要)(?:声明|提示|说明)|分享(?:[到至]|本文)|打印|我要(?:评论|纠错|举报)|(?:网友|发表|最新|全部)评论|评论(?=\s*[(（\d])|返回(?:顶部|列表|首页|上一页)|阅读原文|查看更多)(?:(\s*(?:$|[:：\]】>》（(\d]))|)/;

/** Who wrote a text and where it is from stands at its end, but below a picture or a table as well. */
export const END_LABEL = /^(?:(?:文章|图片?)?来源|稿源|作者|原标题)\s*[:：]/;

/** A line in which somebody asks for a code to be scanned or a button to be pressed. Where it is a whole sentence it may tell of it. */
export const PROMPT =
  /(?:扫一?扫|扫码|扫描|长按|识别).{0,16}(?:二维码|关注|小程序|手机看|分享|公众号)|点击.{0,8}(?:蓝字|下载|加载|进入|查看更多|上方)|^.{0,4}下载.{0,8}(?:客户端|app)/i;
export const ASKS = /^(?:请?用?(?:微信)?)?(?:扫|长按|识别).*(?:关注|公众号)/;

/** Lines that never belong to an article, wherever they stand. */
export const JUNK =
  /^(?:访问量|(?:浏览|阅读|点击)(?:次?数|量|率)?|字[号体]|分享到?|收藏|打印|点赞|投稿|评论|详情|正文|纠错|关闭|大|中|小|复制链接|微信(?:好友)?|(?:新浪|腾讯)?微博|QQ空间|朋友圈|\d+)\s*[:：]?\s*[\d,.万+次人]*$|扫一扫在手机|(?:关注|添加).{0,12}(?:公众号|微信号?)$|^(?:第\s*\d+\s*页|共\s*\d+\s*页|[上下]一页|[首尾末]页|[\s/<>«»|·\d…]+)+$|^您?的浏览器|^[[【(（]?(?:发表评论|打印(?:本页)?|收藏|复制)[\]】)）]?$/i;

/** A line that says who wrote the text. */
export const BYLINE =
  /^(?:(?:written |posted |published |reported |words |text )?by|von|por|par|di|door|av|autor(?:in)?s?|auteur|автор|текст|oleh|penulis|yazan)\b:?\s*\S.{0,90}$/i;

/** A line that says when. Days are read elsewhere; this is for lines whose day is written in a way that nobody reads. */
export const STAMP =
  /^(?:first )?(?:posted|published|updated|last (?:updated|modified)|created|date|veröffentlicht|aktualisiert|stand|publié|mis à jour|publicad[oa]|actualizado|atualizado|pubblicato|aggiornato|опубликовано|обновлено|dipublikasikan)\b.{0,80}$/i;
