import { register } from './account-steps.ts';
import { allIsThere, readOffline, signInOnSecond, tagDisappears } from './device-steps.ts';
import { save, tagAndNote } from './keeping-steps.ts';
import { mark, markIsBack } from './marking-steps.ts';
import { iconShowsArticle, popupShowsFields } from './reading-steps.ts';
import type { Step } from './scene.ts';

/** The main job, in the order in which a reader does it. */
export const STEPS: readonly Step[] = [
  register,
  iconShowsArticle,
  popupShowsFields,
  save,
  tagAndNote,
  mark,
  markIsBack,
  readOffline,
  signInOnSecond,
  allIsThere,
  tagDisappears,
];
