// @vitest-environment jsdom
import { beforeEach, expect, test } from 'vitest';
import { forgetForm, recallForm, rememberForm, secondsToWait } from '../../components/account/form-memory.ts';

const NOW = Date.UTC(2026, 10, 23, 8);

beforeEach(() => localStorage.clear());

test('the countdown goes on where it was when the page is opened again', () => {
  rememberForm('register', { sentTo: '+8613800004071', resendAt: NOW + 60_000 }, NOW);
  const reopened = recallForm('register', NOW + 17_000);
  expect(secondsToWait(reopened, NOW + 17_000)).toBe(43);
  expect(reopened.sentTo).toBe('+8613800004071');
});

test('the countdown ends at zero and never goes below', () => {
  rememberForm('register', { resendAt: NOW + 60_000 }, NOW);
  expect(secondsToWait(recallForm('register', NOW + 61_000), NOW + 61_000)).toBe(0);
});

test('what was typed survives, and later key strokes add to it', () => {
  rememberForm('register', { phone: '138' }, NOW);
  rememberForm('register', { prefix: '+852' }, NOW);
  expect(recallForm('register', NOW)).toEqual({ phone: '138', prefix: '+852' });
});

test('each dialog remembers for itself', () => {
  rememberForm('register', { phone: '138' }, NOW);
  expect(recallForm('sign-in', NOW)).toEqual({});
});

test('a number does not stay on the disk for longer than a quarter of an hour', () => {
  rememberForm('register', { phone: '138' }, NOW);
  expect(recallForm('register', NOW + 15 * 60_000 + 1)).toEqual({});
  expect(localStorage.length).toBe(0);
});

test('a forgotten dialog leaves nothing behind', () => {
  rememberForm('register', { phone: '138' }, NOW);
  forgetForm('register');
  expect(localStorage.length).toBe(0);
});

test.each(['', 'not json', '{"at":"yesterday"}', '[]'])('what can not be read is forgotten: %s', (stored) => {
  localStorage.setItem('account-form register', stored);
  expect(recallForm('register', NOW)).toEqual({});
});

const YEAR_MS = 365 * 24 * 60 * 60_000;

test.each([YEAR_MS, -YEAR_MS])('a clock that is %i ms off counts down as any other', (off) => {
  rememberForm('register', { sentTo: '+8613800004071', resendAt: NOW + off + 60_000 }, NOW + off);
  expect(secondsToWait(recallForm('register', NOW + off + 17_000), NOW + off + 17_000)).toBe(43);
});

test.each([YEAR_MS, 2 * 60_000])(
  'a clock that was %i ms ahead and is set right lets a code be asked for at once',
  (ahead) => {
    rememberForm('register', { phone: '138', resendAt: NOW + ahead + 60_000 }, NOW + ahead);
    const reopened = recallForm('register', NOW);
    expect(secondsToWait(reopened, NOW)).toBe(0);
    expect(reopened).toEqual(ahead > 15 * 60_000 ? {} : { phone: '138' });
  },
);

test('a clock that is set back while the page is open does not hold the reader for a year', () => {
  expect(secondsToWait({ resendAt: NOW + YEAR_MS + 60_000 }, NOW)).toBe(0);
});

test('a clock that is set ahead ends the wait: the service says whether it is over', () => {
  rememberForm('register', { resendAt: NOW + 60_000 }, NOW);
  expect(secondsToWait(recallForm('register', NOW + YEAR_MS), NOW + YEAR_MS)).toBe(0);
});
