const words = (list: string) => new Set(list.trim().split(/\s+/));

/** Characters that build sentences, not names of things: no term begins or ends with one. */
export const FUNCTION_CHARACTERS: ReadonlySet<string> = new Set(
  '的了着是在和与及或把被对从到也都就而但这那其以于不没很更最还又再已将要会能可让使个种些各每某该此我你他她它们您自所如若因则即由向往给跟同并且虽然呢吗吧啊呀哦嘛么之乎者矣焉哉什怎谁哪几多少有为像让令却仍才只刚曾正便乃至跟比越太非别去来说做想看叫问答',
);

/** Characters that end a phrase of place or time, and are no part of its name. */
export const LAST_CHARACTERS: ReadonlySet<string> = new Set(
  '上下中里内外前后间时等元年月日号名家位次条件份个项',
);
/** 第一, 一个, 两种: numbers begin no term of two characters. */
export const FIRST_CHARACTERS: ReadonlySet<string> = new Set(
  '一二三四五六七八九十两第零〇百千万亿近约年月日号',
);

/** Measures and units that follow a number, with or without a space. */
export const MEASURES: ReadonlySet<string> = new Set(
  '万亿千百倍年月日号时分秒个名家位次条件份项种米克吨元岁层届期集页间张座辆台部款批套支只座处场轮起',
);
/** Inside a term these join two others. */
export const INNER_CHARACTERS: ReadonlySet<string> = new Set(
  '的了着是和与及或也都就而但这那其于被把我你他她它们您呢吗吧啊呀哦嘛么',
);

/** Words that build sentences or tell of the telling: neither a term nor the beginning or end of one. */
export const GENERAL_WORDS: ReadonlySet<string> = words(`
我们 你们 他们 她们 它们 咱们 自己 大家 人们 别人 有人 本人 本报 本刊 本文 本网 笔者 作者 编辑 记者 通讯员 新华社 报道称 据悉 据了解 来源
什么 怎么 怎样 这样 那样 这个 那个 这些 那些 这里 那里 这种 那种 哪些 多少 几个 一个 一些 一种 一样 一直 一定 一般 一起 一次 一家 一位 一名 一方面 一切 一旦 一边 一点 一下 一番 某些 某个
没有 不是 不能 不会 不要 不同 不过 不仅 不少 不断 不得 不可 不再 不到 不了 还是 还有 就是 都是 也是 只是 只有 只要 可是 可以 可能 可见 能够 应该 应当 需要 必须 无法 不如 难以 足以 得以 予以
前一天 后一天 第二天 已经 曾经 正在 将会 即将 现在 目前 当前 如今 今天 昨天 明天 今年 去年 明年 近年 近年来 近日 日前 此前 此后 以后 以前 之后 之前 之间 之一 当时 当天 同时 时候 期间 每天 每年 后来 随后 从此 至今 仍然 依然 始终 往往 逐渐 逐步 立即 马上 刚刚 突然 随时 不久 上午 下午 晚上 凌晨 早上 中午 傍晚 周一 周二 周三 周四 周五 周六 周日 星期一 星期二 星期三 星期四 星期五 星期六 星期日
因为 所以 因此 由于 如果 虽然 尽管 但是 然而 而且 并且 或者 以及 等等 其中 其他 其它 其实 此外 另外 另一 例如 比如 尤其 尤其是 特别 特别是 非常 十分 更加 比较 相对 相关 有关 关于 对于 根据 按照 通过 随着 作为 为了 包括 无论 不管 甚至 即使 既然 只能 不只 除了 除此之外 与此同时 总之 总的来说 换句话说 也就是说 事实上 实际上
进行 开展 表示 认为 指出 介绍 说道 告诉 称为 看到 看见 听到 知道 觉得 感到 想到 发现 希望 相信 开始 继续 结束 成为 出现 发生 产生 得到 受到 带来 提出 来自 来说 看来 起来 出来 下来 过来 下去 回来 进来 上来 上去 进去 出去 过去 存在 具有 拥有 属于 达到 超过 采取 采用 获得 给予 造成 导致 引起 引发 接受 接受采访 提供 支持 赶到 来到 走到 等到 直到 变得 显得 显示 称呼 打算 准备 试图 决定 要求 值得 愿意 敢于 善于 有着 有所 成功 帮助 允许 禁止 避免 防止 遭遇 遭到 面临 面对 保持 停止 完成 参加 参与 举行 召开 举办 发布 公布 宣布 启动 推出 打造 构建 加强 加快 提高 提升 促进 完善 建立 形成 推进 推动 实施 实现 抓好 做好 搞好 增加 减少 扩大 缩小 上升 下降 上涨 下跌 增长 突破 批准
重要 主要 重点 重大 巨大 新的 最大 最高 最后 最近 首先 其次 第一 第二 第三 第一次 首次 各种 各类 各个 各地 各方 所有 全部 整个 许多 很多 大量 大部分 多数 少数 左右 以上 以下 以来 以内 上述 下面 上面 前面 后面 里面 外面 旁边 中间 方面 共同 直接 有效 积极 进一步 完全 真正 真的 确实 肯定 显然 明显 容易 困难 简单 复杂 良好 较大 较高 越来越 基本 基本上 几乎 大约 大概 接近 将近 至少 最多 平均 频繁 
万元 亿元 元人民币 美元 百分之 平方米 公里 人次 余人 多人 先生 女士 小姐 朋友 同志 人士 负责人 相关负责人 附近 当地 身边 面前 眼前 心里 手里 家里 回家 回到
点击 查看 下载 关闭 返回 分享 转载 版权 声明 原标题 视频截图 资料图 图片 全文 更多 责任编辑 题目 网站 网友
`);

/** Words that many articles share: alone they are terms only of an article that turns round them, within others they tell something (服务, but 服务质量). */
export const EVERYDAY_WORDS: ReadonlySet<string> = words(`
中国 全国 国家 国际 国内 我国 世界 全球 社会 人民 群众 民众 公众 人类 个人 公司 企业 单位 部门 机构 集团 市场 行业 产业 产品 商品 品牌 项目 工程 人员 专家 学者 业内 业务 领导 干部 员工 职工 用户 客户 消费者 顾客
生活 经济 政治 文化 科学 科技 教育 发展 建设 管理 服务 技术 系统 平台 模式 机制 体系 标准 制度 规定 政策 法律 时代 未来 历史 传统 现代 创新 变化 合作 竞争 数据 信息 资料 研究 组织 活动 工作 能力 影响 分析 设计 保护 保障 保证 调查 检查 处理 解决 回应 沟通 交流 学习 培训 训练 思考 选择 使用 利用 应用 投入 投资 生产 销售 购买 消费 交易 交付 运营 经营 调整 改革 改变 优化 升级 转型
问题 情况 方式 方法 原因 结果 过程 内容 部分 程度 水平 作用 意义 条件 基础 关系 状态 特点 特色 优势 机会 机遇 挑战 风险 危机 压力 动力 事情 事件 案件 东西 地方 地区 区域 领域 范围 阶段 环节 角度 层面 目标 目的 任务 行为 措施 办法 建议 意见 观点 消息 报道 新闻 媒体 资源 资金 资本 成本 价格 价值 收入 利润 规模 数量 质量 效率 效果 安全 环境 空间 位置 距离 速度 力量 精神 思想 意识 理念 理解 态度 情感 情绪 心理 感受 体验 经验 知识 文章 故事 声音 语言 图像 形象 形式 形势 结构 功能 性能 需求 要素 因素 线索 矛盾 责任 义务 权利 权力 权益 利益 规则 原则 规律 趋势 方向 计划 规划 战略 策略 方案 报告 会议 论坛 采访 讨论 谈判 协议 合同 证据 证明 申请 审批 认证 登记 注册
城市 农村 乡村 街道 社区 小区 学校 大学 学生 老师 孩子 儿童 老人 女性 男性 男子 女子 儿子 女儿 父亲 母亲 父母 家人 家庭 丈夫 妻子 居民 市民 农民 工人 医生 医院 病人 患者 警方 民警 法院 政府 银行 电话 手机 电脑 网络 互联网 汽车 车辆 飞机 房子 房屋 食品 衣服 身体 眼睛 双手 生命 死亡 健康 运动 比赛 电影 电视 音乐 节目 视频 照片 作品 图书 小时 分钟 时间 时期 中心 人物 名字 主题 核心 关键 背后 现场 现实 现象 事实 真实 公开 公平 公正 正常 专业 普通 自然 自由 坚持 努力 关注 注意 重视 关心 尊重 信任 满足 满意 表现 表达 表明 反映 体现 代表 象征 属性 区别 差异 比例 数字 统计 记录 记忆 经历 回忆 成长 成立 成绩 成就 成果 失败 错误 损失 伤害 破坏 冲突 战争 和平 稳定 平衡 统一 独立 开放 封闭 部署 落实 执行 监督 监管 控制 指导 引导 服从 配合 协调 调研 参观 考察 访问 旅游 旅行 出行 回归 回报 突出 深入 广泛 长期 短期 中小 大型 小型 上市 报名 批评 表扬 理性 感性 美国 日本 英国 法国 德国 北京 上海 广州 深圳 香港
`);

/** Function words of English, and words that any article may have. */
export const ENGLISH_STOP_WORDS: ReadonlySet<string> = words(`
a about above according across actually after again against ago all almost along already also although always am among an and another any anyone anything are around as ask asked at away
back be became because become been before began being believe below best better between both but by called came can cannot come comes could
day days did different do does doing done down during each early either else end enough even ever every everyone everything example far few find first for found from full further
gave get gets getting give given go goes going good got great had half has have having he her here herself high him himself his how however hundred i if important in including into is it its itself
just keep kind knew know known large last later least left less let like likely little long look looking lot made make makes making many may maybe me mean means might million more most much must my myself
near need needs never new next no nor not nothing now number of off often old on once one only open or other others our out over own part people per perhaps place point possible put quite rather read real really right
said same saw say saying says second see seem seems seen set several shall she should show showed since small so some someone something soon still such sure
take taken tell than that the their them themselves then there these they thing things think third this those though thought three through time times to today together told too took toward tried try trying turn two
under until up upon us use used using very want wanted was way ways we week weeks well went were what when where whether which while who whole whom whose why will with within without won word words work worked working would year years yes yesterday yet you your yours
mr mrs ms dr st vs etc jan feb mar apr jun jul aug sep sept oct nov dec monday tuesday wednesday thursday friday saturday sunday january february march april june july august september october november december
re ve ll don didn doesn isn wasn aren couldn wouldn shouldn hasn haven hadn weren ain don't didn't doesn't isn't wasn't aren't couldn't wouldn't can't won't it's i'm i've i'd i'll you're you've you'll he's she's we're we've we'll they're they've that's there's what's who's let's
http https www com cn org net html htm php jpg png gif amp nbsp pdf
`);
