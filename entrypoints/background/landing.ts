import type { Reading } from '../../utils/article/reading.ts';
import type { Article, Library } from '../../utils/library/library.ts';

export async function keepPage(
  library: Library,
  page: { address: string; reading: Reading; fetchImage: (address: string) => Promise<Blob | null> },
): Promise<{ article: Article; isNewVersion: boolean }> {
  const article = await library.saveArticle({
    address: page.address,
    reading: page.reading,
    savedAt: Date.now(),
  });
  return { article, isNewVersion: false };
}
