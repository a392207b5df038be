import { randomInt } from 'node:crypto';
import type { Page } from 'playwright-core';
import type { AccountService } from '../account-service.ts';
import type { NewMember } from '../browser/account-page.ts';
import { type ChromiumOrder, type ChromiumProfile, launchChromium } from '../launch-chromium.ts';
import type { ExpectedFields } from './expected-fields.ts';

/** What the steps of the tour share: two devices of one member, and what was put in on the way. */
export interface Scene {
  first: ChromiumProfile;
  /** The article's page on the first device. */
  page: Page;
  /** Launches the second device when its step has come. */
  openSecond(): Promise<ChromiumProfile>;
  second: ChromiumProfile | null;
  service: Pick<AccountService, 'origin'>;
  address: string;
  /** Where one is known for the page. */
  expected: ExpectedFields | null;
  member: NewMember;
  /** Read from the popup. */
  title: string;
  tags: [string, string];
  note: string;
  /** The passage that was marked, chosen by its step, and the note on it. */
  passage: string;
  markNote: string;
}

export interface SceneOrder {
  device: ChromiumOrder;
  service: Pick<AccountService, 'origin'>;
  address: string;
  expected: ExpectedFields | null;
}

/** Opens the article on a first device. All that is opened ends with `running`. */
export async function setScene(order: SceneOrder, running: AsyncDisposableStack): Promise<Scene> {
  const first = running.use(await launchChromium(order.device));
  const page = await first.context.newPage();
  // A saved page may wait for what is not there; a reader doesn't.
  await page.goto(order.address, { waitUntil: 'domcontentloaded' });
  return {
    first,
    page,
    openSecond: async () => running.use(await launchChromium(order.device)),
    second: null,
    service: order.service,
    address: order.address,
    expected: order.expected,
    member: newMember(),
    title: '',
    tags: ['远程银行', '年终报告'],
    note: '停顿之后的那一句，可以放进十二月的汇报。',
    passage: '',
    markNote: '这一处值得再读一遍。',
  };
}

/** A number of its own each time, since the data folder stays and a number registers once. */
export function newMember(): NewMember {
  return { phone: `138${randomInt(1e7, 1e8)}`, password: `听筒-${randomInt(1e11)}-夜班` };
}

export interface Step {
  name: string;
  /** The picture's name in `docs/pictures`, for those that the documents show. */
  documentPicture?: string;
  /** Does it, and looks for what a reader would see; throws when it isn't there. */
  run(scene: Scene): Promise<Seen>;
}

export interface Seen {
  /** What was seen, in a few words. */
  detail: string;
  picture: Buffer;
}
