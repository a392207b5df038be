import type { Step } from './scene.ts';

/** The main job, in the order in which a reader does it. */
export const STEPS: readonly Step[] = [];
