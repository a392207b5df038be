/** Channels whose articles are observation articles, unless the reader's settings name others. */
export const OBSERVATION_CHANNELS: readonly string[] = ['观察', '侃柴', '服务观察', '客户观察'];

/**
 * Whether a 分类 or a crumb, as a whole, names an observation channel. With 观察 in the list, so does every short name that ends with it
 * (市场观察, 数据观察): publishers name such columns so. A name that merely contains the word does not (观察者, 客户观察网).
 */
export function isObservationChannel(value: string, channels: readonly string[]): boolean {
  return channels.includes(value) || (channels.includes('观察') && /^.{1,4}观察$/.test(value));
}
