import { type ComponentChild, h } from 'preact';
import {
  NOTE_ELEMENTS,
  type NoteElement,
  type NoteNode,
  readMarkdown,
} from '../../utils/markdown/read-markdown.ts';

interface NoteMarkdownProps {
  text: string;
  /**
   * Follows a link that the reader has pressed. Without it links are links; with it they are buttons, for a page that isn't ours: it could have the browser load
   * ahead whatever its document links to.
   */
  onFollow?: (address: string) => void;
}

/** A note's Markdown as elements, made one by one from what was read: nothing of it is ever taken for HTML. */
export function NoteMarkdown({ text, onFollow }: NoteMarkdownProps) {
  return <>{readMarkdown(text).map((node, at) => drawn(node, at, onFollow))}</>;
}

function drawn(node: NoteNode, key: number, onFollow: NoteMarkdownProps['onFollow']): ComponentChild {
  if (typeof node === 'string') return node;
  const children = node.children.map((child, at) => drawn(child, at, onFollow));
  if (node.name === 'a') return link(node, key, children, onFollow);
  if (!NOTE_ELEMENTS.includes(node.name)) return children;
  return h(node.name, { key, ...(node.start === undefined ? {} : { start: node.start }) }, children);
}

function link(
  { address }: NoteElement,
  key: number,
  children: ComponentChild[],
  onFollow: NoteMarkdownProps['onFollow'],
) {
  if (address === undefined) return children;
  if (onFollow) {
    return (
      // biome-ignore lint/a11y/useSemanticElements: a link with an address is what must not be in such a page
      <button key={key} type="button" role="link" title={address} onClick={() => onFollow(address)}>
        {children}
      </button>
    );
  }
  const follow = (event: Event) => event.stopPropagation(); // a press on what the note stands in means something else
  return (
    <a key={key} href={address} title={address} target="_blank" rel="noopener noreferrer" onClick={follow}>
      {children}
    </a>
  );
}
