import { expect, test } from 'vitest';
import { LANGUAGES } from '../../locales/define-texts.ts';
import { errorSentence, waitSentence } from '../../locales/errors.ts';
import { ERROR_CODES } from '../../protocol/errors.ts';

const CODES = [...ERROR_CODES, 'unreachable', 'bad-answer'] as const;

test.each(CODES)('%s has words of its own in Chinese and in English', (code) => {
  const chinese = errorSentence('zh-CN', { code });
  const english = errorSentence('en', { code });
  expect(chinese).toMatch(/^[^a-z]*。$/);
  expect(english).toMatch(/^[A-Z][^一-鿿]*\.$/);
  for (const language of LANGUAGES) {
    const others = CODES.filter((other) => other !== code).map((other) =>
      errorSentence(language, { code: other }),
    );
    expect(others).not.toContain(errorSentence(language, { code }));
  }
});

test('the wait and the tries that are left are said', () => {
  expect(errorSentence('zh-CN', { code: 'rate-limited', retryAfter: 43 })).toContain('请等 43 秒再试。');
  expect(errorSentence('en', { code: 'wrong-code', triesLeft: 1 })).toContain('1 try left.');
});

test('without a network it is the network that is named', () => {
  expect(errorSentence('zh-CN', { code: 'unreachable' }, false)).toContain('离线');
});

test.each([
  [1, '1 秒', '1 second'],
  [90, '90 秒', '90 seconds'],
  [91, '2 分钟', '2 minutes'],
  [900, '15 分钟', '15 minutes'],
  [7200, '2 小时', '2 hours'],
])('%i seconds are never told as less than they are', (seconds, chinese, english) => {
  expect(waitSentence('zh-CN', seconds)).toBe(chinese);
  expect(waitSentence('en', seconds)).toBe(english);
});
