import type { Tag } from '../../utils/library/library.ts';

export interface TagNode {
  /** The last part of the name: 客户耐心 of 年终报告/客户耐心. */
  label: string;
  /** The whole name. */
  name: string;
  /** Null for a level that is only part of other names. */
  tag: Tag | null;
  children: TagNode[];
}

/** Nests tags by `/`. A parent that is no tag itself still gets a line, so that its children stand below it. */
export function tagTree(tags: Tag[]): TagNode[] {
  const roots: TagNode[] = [];
  const byName = new Map<string, TagNode>();
  for (const tag of [...tags].sort((a, b) => a.name.localeCompare(b.name, 'zh-CN'))) {
    const parts = tag.name.split('/').filter((part) => part !== '');
    let siblings = roots;
    let name = '';
    for (const label of parts) {
      name = name === '' ? label : `${name}/${label}`;
      const node = byName.get(name) ?? addNode(siblings, byName, { label, name, tag: null, children: [] });
      siblings = node.children;
    }
    const own = byName.get(name);
    if (own) own.tag = tag;
  }
  return roots;
}

function addNode(siblings: TagNode[], byName: Map<string, TagNode>, node: TagNode): TagNode {
  siblings.push(node);
  byName.set(node.name, node);
  return node;
}
