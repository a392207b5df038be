import { HAN } from './characters.ts';

/** How newspapers, agencies, sites, programmes and public bodies are called. */
const MEDIUM = /* @__PURE__ */ new RegExp(
  `^[${HAN}A-Za-z0-9·+\\-&. ]{1,24}(?:[报网社刊号]|新闻|杂志|电视台?|卫视|电台|广播|频道|客户端|财经|在线|报道|[时快资通]讯|头条|早知道|传媒|观察|论坛|之[声家窗]|研究院|办事处|委员会?|[局部厅署]|政府|办公室|公司|集团|大学|学院|[协学]会|中心)$`,
);

/** Whether a name is that of a medium or a body rather than a person's. */
export const isMedium = (name: string) => MEDIUM.test(name);
