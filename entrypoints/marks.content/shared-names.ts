/**
 * What our scripts in a page leave for one another on their world's global object. There a page's element or frame of such an id or name would be found as well, and taken for
 * ours.
 */
export const SHARED_NAMES = [
  'pageMarks',
  'rareTools',
  'noteTools',
  'recallTools',
  'pageFrames',
  'panelPorts',
  'sentenceMode',
] as const;
