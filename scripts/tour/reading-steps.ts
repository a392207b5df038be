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
    await scene.page.reload({ waitUntil: 'domcontentloaded' });
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
  documentPicture: 'popup.png',
  async run(scene) {
    const popup = await openPopup(scene.first, scene.page);
    await popup.waitForAny([texts.outline, texts.noOutline]);
    const shown = await readFields(popup);
    if (scene.expected) compareFields(shown, scene.expected);
    if (shown.title === '') throw new Error('the popup shows no title');
    scene.title = shown.title;
    // A button that can be pressed now fades in.
    await popup.evaluate(
      'Promise.all(document.getAnimations().map((each) => each.finished)).then(() => null)',
    );
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
  const wrong = expectedRows(expected)
    .map(([name, wanted]) => ({ name, wanted, seen: seenAs(name, shown) }))
    .filter(({ wanted, seen }) => seen !== wanted)
    .map(({ name, wanted, seen }) => `${name}: "${seen}" instead of "${wanted}"`);
  // The popup leaves out the home page, where every crumb begins.
  const places = (expected.breadcrumb ?? []).filter(
    (place) => place !== '首页' && !shown.crumb.includes(place),
  );
  const missing = places.map((place) => `the crumb lacks ${place}`);
  if (wrong.length + missing.length > 0) throw new Error([...wrong, ...missing].join('; '));
}

/** Name and value of each field that is known, as the popup has to show it. */
function expectedRows(expected: ExpectedFields): [name: string, wanted: string][] {
  const { title, category, author, source, publishedAt, summary, outline } = expected;
  const rows: [string, string | null | undefined][] = [
    [TITLE, title],
    [texts.category, category],
    [texts.authors, author && [author].flat().join(texts.listSeparator)],
    [texts.source, source],
    [texts.publishedAt, publishedAt],
    [texts.summary, summary],
    [texts.outline, outline && bare(outline.map(({ text }) => text).join())],
  ];
  return rows.flatMap(([name, wanted]) => (wanted === undefined ? [] : [[name, wanted || absentAs(name)]]));
}

function seenAs(name: string, shown: ShownFields): string {
  if (name === TITLE) return shown.title;
  return name === texts.outline ? bare(shown.outline.join()) : (shown.values[name] ?? '');
}

/** A field that the page does not have says so; an outline is not there at all. */
function absentAs(name: string): string {
  return name === texts.outline ? '' : texts.absent;
}

const TITLE = '标题';

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
