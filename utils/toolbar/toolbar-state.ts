import type { Language } from '../../locales/define-texts.ts';
import { toolbarProblems, toolbarTexts } from '../../locales/toolbar.ts';
import type { PageProgress } from '../messages/contract.ts';

/** What the toolbar button tells about the page in a tab. */
export interface ToolbarState {
  /** Null where nobody has looked: the site is not switched on. */
  isArticle: boolean | null;
  isSaved: boolean;
  marks: number;
}

export interface ToolbarLook {
  /** Names the files in `public/icon/`. */
  icon: 'grey' | 'article' | 'saved';
  /** Empty for no badge. */
  badge: string;
  title: string;
}

export const UNKNOWN_PAGE: ToolbarState = { isArticle: null, isSaved: false, marks: 0 };

/** Marks outrank saved, saved outranks article: a page that is kept says so even where its text is no longer recognised. */
export function lookOf(state: ToolbarState, language: Language): ToolbarLook {
  const texts = toolbarTexts[language];
  if (state.isSaved) {
    const title = state.marks > 0 ? texts.savedWithMarks(state.marks) : texts.saved;
    return { icon: 'saved', badge: badgeText(state.marks), title };
  }
  if (state.isArticle === true) return { icon: 'article', badge: '', title: texts.article };
  return {
    icon: 'grey',
    badge: '',
    title: state.isArticle === false ? texts.notAnArticle : texts.notLookedAt,
  };
}

export type ToolbarProblem = keyof (typeof toolbarProblems)['zh-CN'];

/** After a shortcut or menu item that could not do its work. Stays until the page is looked at again. */
export function problemLook(problem: ToolbarProblem, language: Language): ToolbarLook {
  return { icon: 'grey', badge: '!', title: toolbarProblems[language][problem] };
}

/** While the pages of an article are read one after another; what the tab shows afterwards is painted when it is saved. */
export function progressLook({ page, total }: PageProgress, language: Language): ToolbarLook {
  return {
    icon: 'article',
    badge: `${page}/${total}`,
    title: toolbarTexts[language].readingPage(page, total),
  };
}

/** A badge holds four characters at most; three digits are still legible. */
function badgeText(marks: number): string {
  if (marks === 0) return '';
  return marks > 999 ? '999+' : String(marks);
}
