import { defineContentScript } from 'wxt/utils/define-content-script';
import { readSpacedText } from '../utils/article/spaced-text.ts';
import { leaveRules } from '../utils/messages/further-rules.ts';

/** Put into a page that is being read, where its article's words have spaces between them. */
export default defineContentScript({
  registration: 'runtime',
  main() {
    leaveRules({ spaced: readSpacedText });
  },
});
