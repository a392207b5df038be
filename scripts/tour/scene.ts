import type { Page } from 'playwright-core';
import type { AccountService } from '../account-service.ts';
import type { ChromiumProfile } from '../launch-chromium.ts';
import type { ExpectedFields } from './expected-fields.ts';

/** What the steps of the tour share: two devices of one member, and what was put in on the way. */
export interface Scene {
  first: ChromiumProfile;
  /** The article's page on the first device. */
  page: Page;
  /** Launches the second device when its step has come. */
  openSecond(): Promise<ChromiumProfile>;
  second: ChromiumProfile | null;
  service: AccountService;
  address: string;
  /** Where one is known for the page. */
  expected: ExpectedFields | null;
  member: { phone: string; password: string };
  /** Read from the popup. */
  title: string;
  tags: [string, string];
  note: string;
  /** The passage that was marked, and the note on it. */
  passage: string;
  markNote: string;
}

export interface Step {
  name: string;
  /** Does it, and looks for what a reader would see; throws when it isn't there. */
  run(scene: Scene): Promise<Seen>;
}

export interface Seen {
  /** What was seen, in a few words. */
  detail: string;
  picture: Buffer;
}
