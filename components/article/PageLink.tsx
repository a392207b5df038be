import type { LucideIcon } from 'lucide-preact';
import type { ComponentChildren } from 'preact';
import { ButtonLink } from '../controls/Button.tsx';
import type { PopupModel } from './popup-state.ts';

interface PageLinkProps {
  model: PopupModel;
  /** A page of ours: `library.html#/article/…`. */
  path: string;
  icon?: LucideIcon;
  /** With an icon alone. */
  name?: string;
  kind?: 'primary' | 'quiet';
  size?: 's' | 'm' | 'l';
  keyHint?: string;
  isWide?: boolean;
  /** Gets the focus when the view has turned. */
  isFirst?: boolean;
  children?: ComponentChildren;
}

/** A link to a page of ours that opens in a tab and closes the popup, in Firefox too, where a plain link would leave it open. */
export function PageLink({ model, path, kind = 'quiet', size = 's', isFirst, ...look }: PageLinkProps) {
  return (
    <ButtonLink
      {...look}
      kind={kind}
      size={size}
      data-first={isFirst}
      href={`/${path}`}
      target="_blank"
      onClick={(event) => {
        event.preventDefault();
        model.world.openPage(path);
      }}
    />
  );
}

/** The same as a word in a sentence. */
export function PageWord({ model, path, children }: Pick<PageLinkProps, 'model' | 'path' | 'children'>) {
  return (
    <a
      href={`/${path}`}
      target="_blank"
      onClick={(event) => {
        event.preventDefault();
        model.world.openPage(path);
      }}
      rel="noopener"
    >
      {children}
    </a>
  );
}
