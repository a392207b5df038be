// @vitest-environment jsdom
import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { NoteMarkdown } from '../../../components/note/NoteMarkdown.tsx';
import { NoteText } from '../../../components/note/NoteText.tsx';
import { click, mount } from '../mount.ts';

const ELEMENTS = new Set(
  'P BR HR BLOCKQUOTE UL OL LI PRE CODE STRONG EM S A TABLE THEAD TBODY TR TH TD'.split(' '),
);
const ATTRIBUTES: Record<string, string[]> = { A: ['href', 'title', 'target', 'rel'], OL: ['start'] };
const PIECES = [
  ...['**', '_', '`', '[', '](', ')', '![', '<', '>', '- ', '3. ', '# ', '\n', '\n\n', '|', '|-|', '"', ' '],
  ...[
    'javascript:alert(1)',
    'https://a.example/',
    'data:text/html,',
    '<script>',
    '<img src=x onerror=alert(1)>',
  ],
  ...[
    '<a href="javascript:x">',
    '&lt;',
    '&#106;avascript:',
    'onload=',
    'style=',
    '字',
    '\u0000',
    '__proto__',
  ],
];

describe('a note that is shown', () => {
  it('has no element and no attribute but the allowed ones, and no address that runs, whatever was typed', async () => {
    const notes = fc.oneof(
      fc.array(fc.constantFrom(...PIECES), { maxLength: 40 }).map((parts) => parts.join('')),
      fc.string({ unit: 'binary', maxLength: 120 }),
    );
    await fc.assert(
      fc.asyncProperty(notes, async (text) => {
        const root = await mount(<NoteMarkdown text={text} />);
        for (const element of root.querySelectorAll('*')) {
          expect(ELEMENTS).toContain(element.tagName);
          for (const { name, value } of element.attributes) {
            expect(ATTRIBUTES[element.tagName] ?? []).toContain(name);
            if (name === 'href') expect(value).toMatch(/^(https?:\/\/|mailto:)/);
          }
          if (element.tagName === 'A') expect(element.querySelector('a')).toBeNull();
        }
      }),
      { numRuns: 1500 },
    );
  });

  it('opens its links beside the page, which learns nothing of it', async () => {
    const root = await mount(<NoteMarkdown text="[甲](https://a.example/x)" />);
    const link = root.querySelector('a');
    expect(link?.outerHTML).toBe(
      '<a href="https://a.example/x" title="https://a.example/x" target="_blank" rel="noopener noreferrer">甲</a>',
    );
  });

  it('has buttons for links where they are followed for it, and no address that a page could load ahead', async () => {
    const follow = vi.fn();
    const root = await mount(<NoteMarkdown text="[甲](https://a.example/x)" onFollow={follow} />);
    expect(root.querySelector('a')).toBeNull();
    const link = root.querySelector('button');
    expect(link?.getAttribute('role')).toBe('link');
    if (link) await click(link);
    expect(follow).toHaveBeenCalledExactlyOnceWith('https://a.example/x');
  });

  it('stands as it was typed at first, and as Markdown once that can be read', async () => {
    const root = await mount(<NoteText class="hand" text={'**重**点\n<b>'} />);
    await vi.waitFor(() =>
      expect(root.innerHTML).toBe(
        '<div class="note-text hand" lang="zh-CN"><p><strong>重</strong>点<br>&lt;b&gt;</p></div>',
      ),
    );
  });
});

it('a note is said to be Chinese where it is, whatever language the page around it is in', async () => {
  const root = await mount(
    <>
      <NoteText class="a" text="放弃率降了三分之一，没有加人" />
      <NoteText class="b" text="Two thirds stayed on the line" />
    </>,
  );
  const languageOf = (place: string) => root.querySelector(place)?.getAttribute('lang');
  expect([languageOf('.a'), languageOf('.b')]).toEqual(['zh-CN', null]);
});
