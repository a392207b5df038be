import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hasMarkup } from '../../../utils/markdown/has-markup.ts';
import { NOTE_ELEMENTS, type NoteNode, readMarkdown } from '../../../utils/markdown/read-markdown.ts';

/** As HTML would be written, without escaping: short enough to be read in a table. */
function written(nodes: readonly NoteNode[]): string {
  return nodes
    .map((node) => {
      if (typeof node === 'string') return node;
      const { name, children, address, start } = node;
      const attributes = [address && ` ${address}`, start && ` ${start}`].filter(Boolean).join('');
      return name === 'br' || name === 'hr'
        ? `<${name}>`
        : `<${name}${attributes}>${written(children)}</${name}>`;
    })
    .join('');
}

const read = (text: string) => written(readMarkdown(text));
/** Of a note of one paragraph. */
const inline = (text: string) => read(text).replace(/^<p>(.*)<\/p>$/s, '$1');

describe('a note', () => {
  it.each([
    ['**“引文”**后', '<strong>“引文”</strong>后'],
    ['前面**“引文”**后面', '前面<strong>“引文”</strong>后面'],
    ['CEO**“放权”**后', 'CEO<strong>“放权”</strong>后'],
    ['**“放权”**CEO', '<strong>“放权”</strong>CEO'],
    ['看**《年报》**里', '看<strong>《年报》</strong>里'],
    ['**注意：**这里', '<strong>注意：</strong>这里'],
    ['*（未证实）*的说法', '<em>（未证实）</em>的说法'],
    ['~~删了。~~留下', '<s>删了。</s>留下'],
    ['增长**12%**左右', '增长<strong>12%</strong>左右'],
    ['**“‘双层’引号”**。', '<strong>“‘双层’引号”</strong>。'],
    ['**先（后）**再', '<strong>先（后）</strong>再'],
    ['2 * 3 * 4', '2 * 3 * 4'],
    ['a_b_c 与 某_某_某', 'a_b_c 与 某_某_某'],
  ])('in Chinese reads %s', (text, expected) => {
    expect(inline(text)).toBe(expected);
  });

  it('keeps a single line break, and parts paragraphs at an empty line', () => {
    expect(read('第一行\n第二行\n\n另一段')).toBe('<p>第一行<br>第二行</p><p>另一段</p>');
  });

  it('has lists, quotations, rules, code and tables', () => {
    expect(read('- 甲\n- 乙')).toBe('<ul><li>甲</li><li>乙</li></ul>');
    expect(read('3. 丙\n4. 丁')).toBe('<ol 3><li>丙</li><li>丁</li></ol>');
    expect(read('> 引\n\n---')).toBe('<blockquote><p>引</p></blockquote><hr>');
    expect(read('```html\n<b>\n```')).toBe('<pre><code><b>\n</code></pre>');
    expect(read('|甲|乙|\n|-|:-:|\n|一|二|')).toBe(
      '<table><thead><tr><th>甲</th><th>乙</th></tr></thead><tbody><tr><td>一</td><td>二</td></tr></tbody></table>',
    );
  });

  it('has headings in bold, since what it stands in has its own', () => {
    expect(read('# 题\n正文')).toBe('<p><strong>题</strong></p><p>正文</p>');
  });

  it('takes no indented line for code, no underlined one for a heading, and hides none as a definition', () => {
    expect(read('    空四格')).toBe('<p>空四格</p>');
    expect(read('上一行\n---')).toBe('<p>上一行</p><hr>');
    expect(read('[甲]: https://a.example/')).toBe(
      '<p>[甲]: <a https://a.example/>https://a.example/</a></p>',
    );
  });

  it.each([
    ['[甲](https://a.example/x "题")', '<a https://a.example/x>甲</a>'],
    ['<https://a.example/>', '<a https://a.example/>https://a.example/</a>'],
    ['见https://a.example/x，后', '见<a https://a.example/x>https://a.example/x</a>，后'],
    ['[信](mailto:a@b.example)', '<a mailto:a@b.example>信</a>'],
    ['[**粗**](http://a.example/)', '<a http://a.example/><strong>粗</strong></a>'],
  ])('links: %s', (text, expected) => {
    expect(inline(text)).toBe(expected);
  });

  it.each([
    '[甲](javascript:alert(1))',
    '[甲](JaVaScRiPt:alert(1))',
    '[甲](data:text/html,x)',
    '[甲](vbscript:x)',
    '[甲](file:///etc/passwd)',
    '[甲](chrome://settings)',
    '[甲](//a.example/)',
    '[甲](/x)',
    '[甲](x)',
    '<javascript:alert(1)>',
    '<b onclick="x">粗</b>',
    '<script>alert(1)</script>',
    '<img src=x onerror=alert(1)>',
    '![图](data:image/png;base64,AAAA)',
  ])('shows %s as it was typed', (text) => {
    expect(inline(text)).toBe(text);
  });

  it('shows a picture as a link to it by its words, by its address where it has none, and as words within a link', () => {
    expect(inline('![图](https://a.example/p.png)')).toBe('<a https://a.example/p.png>图</a>');
    expect(inline('![](https://a.example/p.png)')).toBe(
      '<a https://a.example/p.png>https://a.example/p.png</a>',
    );
    expect(inline('[![图](https://a.example/p.png)](https://b.example/)')).toBe(
      '<a https://b.example/>图</a>',
    );
  });

  it('stands as it was typed where it is nested deeper than is drawn', () => {
    const deep = `${'> '.repeat(40)}到底`;
    expect(read(deep)).toBe(`<p>${deep}</p>`);
    expect(read(`${'> '.repeat(8)}到底`)).toContain('到底');
  });
});

const SIGNS = [
  ...['*', '**', '_', '`', '```', '~~', '[', ']', '(', ')', '![', '](', '<', '>', '> ', '- ', '1. ', '# '],
  ...[
    '|',
    '\n',
    '\n\n',
    ' ',
    '    ',
    '\\',
    '&',
    '&lt;',
    '&#x6a;',
    ':',
    '//',
    'http://',
    'https://a.example/',
  ],
  ...[
    'javascript:',
    'JAVASCRIPT:',
    'data:',
    'mailto:',
    '"',
    "'",
    '=',
    '---',
    '|-|',
    '字',
    '“',
    '”',
    '。',
    'a',
  ],
  ...['<script>', '</script>', '<img src=x onerror=x>', 'onclick=', '\u0000', '\u202e', '\ud800', '😀', '\t'],
];
const notes = fc.oneof(
  fc.array(fc.constantFrom(...SIGNS), { maxLength: 60 }).map((parts) => parts.join('')),
  fc.string({ unit: 'binary', maxLength: 200 }),
);

describe('whatever is typed', () => {
  it('becomes allowed elements alone, whose addresses lead to the web or a letter', () => {
    fc.assert(
      fc.property(notes, (text) => {
        const depth = (nodes: readonly NoteNode[]): number =>
          Math.max(
            0,
            ...nodes.map((node) => {
              if (typeof node === 'string') return 0;
              expect(NOTE_ELEMENTS).toContain(node.name);
              expect(Object.keys(node).sort()).toEqual(
                Object.keys(node)
                  .filter((key) => ['address', 'children', 'name', 'start'].includes(key))
                  .sort(),
              );
              if (node.address !== undefined) {
                expect(node.name).toBe('a');
                expect(node.address).toMatch(/^(https?:\/\/|mailto:)/);
              }
              return 1 + depth(node.children);
            }),
          );
        expect(depth(readMarkdown(text))).toBeLessThan(60);
      }),
      { numRuns: 3000 },
    );
  });

  it('loses no word of prose', () => {
    const prose = fc
      .array(
        fc.constantFrom(
          '*',
          '**',
          '_',
          '[',
          ']',
          '> ',
          '- ',
          '1. ',
          '# ',
          '\n',
          '\n\n',
          ' ',
          '    ',
          '字',
          '词',
          '“',
          '”',
          '。',
          '---\n',
          '<',
          '>',
        ),
        {
          maxLength: 80,
        },
      )
      .map((parts) => parts.join(''));
    const words = (text: string) => text.replace(/[^字词“”。]/g, '');
    fc.assert(
      fc.property(prose, (text) => {
        expect(words(read(text))).toBe(words(text));
      }),
      { numRuns: 3000 },
    );
  });

  it('reads as it stands where there is no sign of markup', () => {
    const flat = (text: string) => text.replaceAll('\u0000', '').replace(/\s+/g, '');
    fc.assert(
      fc.property(notes, (text) => {
        fc.pre(!hasMarkup(text));
        expect(
          read(text)
            .replaceAll(/<\/?(p|br)>/g, '')
            .replace(/[\s\ufffd]+/g, ''),
        ).toBe(flat(text).replaceAll('\ufffd', ''));
      }),
      { numRuns: 3000 },
    );
  });

  it('is read in the time of some frames, be it made to be hard', () => {
    const HARD = [
      ...[
        '>',
        '> ',
        '[',
        '*',
        '*a',
        '*a ',
        '**a ',
        'a**b',
        '[a](',
        '![',
        '- ',
        '1. ',
        '_a*',
        '<',
        '<a ',
        '&',
        '\\',
        '*_',
      ],
      ...[
        '~~a',
        '`a',
        '[a](b',
        '<http:',
        '# ',
        '<!--',
        ' ',
        '|',
        '|-',
        '](',
        '**“',
        '”**',
        'http://',
        'https://a.',
        '"',
        '\n>',
      ],
      ...['- a\n', '[x]: /u\n', '*a **b ', '``` \n', '“', 'a@b.c ', '://', '\t', '> - '],
    ].map((part) => part.repeat(Math.ceil(20_000 / part.length)).slice(0, 20_000));
    HARD.push('['.repeat(10_000) + ']'.repeat(10_000));
    HARD.push(Array.from({ length: 195 }, (_, at) => `${' '.repeat(at)}- a`).join('\n'));
    HARD.push(Array.from({ length: 195 }, (_, at) => '`'.repeat(at)).join(' '));
    HARD.push(`a${' '.repeat(19_998)}b`);
    readMarkdown('**暖机**');
    const times = HARD.map((text): [string, number] => {
      const begun = performance.now();
      readMarkdown(text);
      return [text.slice(0, 12), performance.now() - begun];
    });
    expect(times.filter(([, took]) => took > 1000)).toEqual([]);
  });
});
