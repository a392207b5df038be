import { keepMissingImages } from '../../utils/keeping/keep-page.ts';
import { openCurrentLibrary } from '../../utils/library/open-library.ts';
import { RequestError } from '../../utils/messages/answer.ts';
import type { ViewRequests } from '../../utils/messages/contract.ts';
import { postNotice } from '../../utils/view-notices.ts';
import { fetchImage } from './fetch-image.ts';

/** Fetches those of the images that a kept version lacks, after the reader gave leave for their hosts. The page need not be open. */
export async function fetchMissingImages({
  articleId,
  hash,
  addresses,
}: ViewRequests['fetch-images']['ask']): Promise<{ kept: number; missing: number }> {
  const library = await openCurrentLibrary();
  const article = await library.article(articleId);
  if (!article) throw new RequestError('not-found', `no article ${articleId}`);
  return keepMissingImages(library, article, hash, {
    wanted: addresses,
    fetchImage: (address) => fetchImage(address, { page: article.address }),
    onProgress: (progress) => postNotice('images-progress', { ...progress, articleId }),
  });
}
