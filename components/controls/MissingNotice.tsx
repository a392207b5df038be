import { Files } from 'lucide-preact';
import { pagesTexts } from '../../locales/pages.ts';
import { textsOf } from '../../utils/appearance.ts';
import type { ReadingPages } from '../../utils/article/reading.ts';
import { ButtonLink } from './Button.tsx';
import { missingWords } from './missing-pages.ts';
import { Notice } from './Notice.tsx';

/** Where an article is read or looked up: that pages of it are missing, and how they come. */
export function MissingNotice({ pages, address }: { pages: ReadingPages | null; address: string }) {
  const texts = textsOf(pagesTexts);
  const words = missingWords(pages);
  if (words === null) return null;
  const original = (
    <ButtonLink size="s" href={address} target="_blank" rel="noreferrer">
      {texts.original}
    </ButtonLink>
  );
  return (
    <Notice kind="warn" icon={Files} isBlock actions={original}>
      {words}
      {pages?.reason !== 'limit' && ` ${texts.complete}`}
    </Notice>
  );
}
