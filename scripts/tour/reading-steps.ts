import { popupTexts } from '../../locales/popup.ts';
import { toolbarTexts } from '../../locales/toolbar.ts';
import { eventually } from '../browser/eventually.ts';
import { openPopup } from '../browser/popup.ts';
import { switchSiteOn } from '../browser/settings-page.ts';
import type { TargetPage } from '../browser/target-page.ts';
import { readToolbarIcon } from '../browser/toolbar-icon.ts';
import type { ExpectedFields } from './expected-fields.ts';
import type { Step } from './scene.ts';

const texts = popupTexts['zh-CN'];

export const iconShowsArticle: Step = {
  name: 'icon shows an article',
  async run(scene) {
    await switchSiteOn(scene.first, scene.address);
    await scene.page.bringToFront();
    await scene.page.reload();
    const { title } = await eventually(
      () => readToolbarIcon(scene.first, scene.address),
      (icon) => icon.title === toolbarTexts['zh-CN'].article,
      'the icon says',
    );
    return { detail: title, picture: await scene.page.screenshot() };
  },
};

export const popupShowsFields: Step = {
  name: 'popup shows the fields',
  async run(scene) {
    const popup = await openPopup(scene.first, scene.page);
    await popup.waitForText(texts.outline);
    const shown = await readFields(popup);
    if (scene.expected) compareFields(shown, scene.expected);
    if (shown.title === '') throw new Error('the popup shows no title');
    scene.title = shown.title;
    const picture = await popup.screenshot();
    await popup.close();
    return { detail: describeFields(shown), picture };
  },
};

interface ShownFields {
  title: string;
  crumb: string;
  /** Label → value; a value that is absent says so in the popup's own words. */
  values: Record<string, string>;
  outline: string[];
}

async function readFields(popup: TargetPage): Promise<ShownFields> {
  const json = await popup.evaluate(`JSON.stringify({
    title: document.querySelector('h1')?.innerText ?? '',
    crumb: document.querySelector('main')?.innerText.split('\\n').slice(0, 3).join(' ') ?? '',
    values: Object.fromEntries([...document.querySelectorAll('dt')].map((term) =>
      [term.innerText, term.nextElementSibling?.innerText ?? ''])),
    outline: [...document.querySelectorAll('main ol li')].map((item) => item.innerText),
  })`);
  return JSON.parse(String(json));
}

/** Throws with every difference between what the popup shows and what the page is known to say. */
function compareFields(shown: ShownFields, expected: ExpectedFields): void {
  const authors = [expected.author ?? []].flat();
  const rows: [name: string, seen: string | undefined, wanted: string | null | undefined][] = [
    ['title', shown.title, expected.title],
    [texts.category, shown.values[texts.category], expected.category],
    [texts.authors, shown.values[texts.authors], authors.join(texts.listSeparator)],
    [texts.source, shown.values[texts.source], expected.source],
    [texts.publishedAt, shown.values[texts.publishedAt], expected.publishedAt],
    [texts.summary, shown.values[texts.summary], expected.summary],
    ['outline', bare(shown.outline.join()), bare((expected.outline ?? []).map(({ text }) => text).join())],
  ];
  const wrong = rows.filter(([, seen, wanted]) => wanted !== undefined && seen !== (wanted || texts.absent));
  if (expected.outline?.length === 0)
    wrong.splice(0, wrong.length, ...wrong.filter(([name]) => name !== 'outline'));
  // The last place of the crumb is the category, which the popup doesn't say twice on a narrow screen.
  const places = (expected.breadcrumb ?? []).filter(
    (place) => place !== '首页' && !shown.crumb.includes(place),
  );
  if (wrong.length === 0 && places.length === 0) return;
  const list = wrong.map(
    ([name, seen, wanted]) => `${name}: "${seen}" instead of "${wanted || texts.absent}"`,
  );
  throw new Error([...list, ...places.map((place) => `the crumb lacks ${place}`)].join('; '));
}

/** White space and where a number stands are the popup's own affair. */
function bare(text: string): string {
  return text.replaceAll(/\s/g, '');
}

function describeFields({ title, values, outline }: ShownFields): string {
  const pairs = Object.entries(values).map(([label, value]) => `${label} ${shorten(value)}`);
  return [title, ...pairs, `${texts.outline} ${outline.length}`].join(' | ');
}

function shorten(text: string): string {
  return text.length > 20 ? `${text.slice(0, 20)}…` : text;
}
