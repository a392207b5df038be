import type { ChromiumProfile } from '../../../scripts/launch-chromium.ts';
import type { Random } from '../../simulation/random.ts';
import type { SoakLedger } from './ledger.ts';

/** What an edit works with. */
export interface Editing {
  profile: ChromiumProfile;
  ledger: SoakLedger;
  random: Random;
  article: SoakArticle;
  /** Words that no other note holds. */
  nextToken(): string;
  /** Runs one act, and counts it by name when the product said it was stored. */
  did(name: string, act: () => Promise<void>): Promise<void>;
}

export interface SoakArticle {
  address: string;
  title: string;
  /** Of its record. */
  id: string;
}
