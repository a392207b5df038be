import type { Change } from '../patches.ts';

/** A mistake that a sync protocol can make, as a change of the product's own text: what the simulation has to notice. */
export interface Plant {
  name: string;
  /** The mistake, in words. */
  about: string;
  changes: Change[];
}
