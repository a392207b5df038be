import { defineTexts } from './define-texts.ts';

/** Images of kept articles. */
export const imageTexts = defineTexts({
  'zh-CN': {
    fetching: (done: number, total: number, bytes: string, most: string) =>
      `正文已存好，正在取图片 ${done} / ${total}，${bytes}（一篇最多 ${most}）`,
    missing: (count: number, hosts: string) => `有 ${count} 张图片没有取到，它们在 ${hosts}。`,
    beyond: (count: number, most: number) =>
      `一篇最多存 ${most} 张图片，后面的 ${count} 张没有存，要看请打开原文。`,
    why: '要取这几张图，得浏览器同意扩展访问图片所在的网站；只用来取图片，取的时候说明是从这篇文章来的。',
    retry: '授权后重试',
    retryPlain: '重试',
    working: (done: number, total: number) => `正在取 ${done} / ${total}`,
    refused: '浏览器没有同意，图片没有取。正文和标注不受影响。',
    still: (count: number) => `还有 ${count} 张没有取到：可能已经不在网上，或者这篇的图片超过了限额。`,
    done: '图片都取到了',
    doneOne: '图片取到了',
    failed: '图片没有取成，正文不受影响。请再试一次。',
    and: '、',
  },
  en: {
    fetching: (done: number, total: number, bytes: string, most: string) =>
      `The text is saved; fetching images ${done} / ${total}, ${bytes} (up to ${most} an article)`,
    missing: (count: number, hosts: string) =>
      count === 1
        ? `1 image was not fetched; it is at ${hosts}.`
        : `${count} images were not fetched; they are at ${hosts}.`,
    beyond: (count: number, most: number) =>
      `An article keeps ${most} images at most; the ${count === 1 ? 'last one is' : `last ${count} are`} on the original page alone.`,
    why: 'To fetch them the browser must let the extension reach the sites where the images are. It is used for images alone, and names this article’s site as where the request comes from.',
    retry: 'Allow and try again',
    retryPlain: 'Try again',
    working: (done: number, total: number) => `Fetching ${done} / ${total}`,
    refused: 'The browser said no; the images were not fetched. Text and marks are unaffected.',
    still: (count: number) =>
      `${count} could not be fetched: gone from the web, or beyond what one article’s images may take.`,
    done: 'All images are here',
    doneOne: 'The image is here',
    failed: 'The images were not fetched; the text is unaffected. Try again.',
    and: ', ',
  },
});
