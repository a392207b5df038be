import type { Field, Reading, ReadingFields } from '../../../utils/article/reading.ts';

/** A reading of an article of our own, with what a test wants different. */
export function sampleReading(
  values: Partial<{ [Name in keyof ReadingFields]: ReadingFields[Name]['value'] }> = {},
  body: Partial<Pick<Reading, 'html' | 'text' | 'outline' | 'images'>> = {},
): Reading {
  const text = body.text ?? '夜班坐席把电话接起来之前，会先看一眼来电人上一次问了什么。';
  return {
    kind: 'article',
    kindScore: 0.95,
    isObservation: true,
    fields: {
      title: field('接起电话之前' as string, values.title),
      category: field('服务观察' as string, values.category),
      breadcrumb: field(['首页', '观察', '服务观察'], values.breadcrumb),
      authors: field(['林远'], values.authors),
      editor: field<string>(null, values.editor),
      source: field('坐席笔记' as string, values.source),
      isReprint: field<boolean>(null, values.isReprint),
      publishedAt: field('2024-03-05' as string, values.publishedAt),
      updatedAt: field<string>(null, values.updatedAt),
      summary: field<string>(null, values.summary),
      siteName: field<string>(null, values.siteName),
      language: field('zh-CN' as string, values.language),
      canonicalAddress: field<string>(null, values.canonicalAddress),
      leadImage: field<string>(null, values.leadImage),
    },
    html: body.html ?? `<p>${text}</p>`,
    text,
    outline: body.outline ?? [{ level: 1, text: '上一次', id: 'h1' }],
    images: body.images ?? [],
    lengths: { characters: text.length, minutes: 1 },
  };
}

export const ADDRESS = 'https://news.example/guancha/101.html';

export function image(address: string): Reading['images'][number] {
  return { address, alternative: '', caption: null };
}

function field<T>(usual: T | null, wanted: T | null | undefined): Field<T> {
  const value = wanted === undefined ? usual : wanted;
  return { value, confidence: value === null ? 0 : 0.9, evidence: null, candidates: [] };
}
