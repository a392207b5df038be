import type { ComponentChildren } from 'preact';

/**
 * The little Markdown a policy is written in: headings, paragraphs, lists, tables and bold. It becomes elements, never HTML text, so
 * whatever a service sends can only be words.
 */
export function Markdown({ text }: { text: string }) {
  return (
    <>
      {text
        .replace(/\r\n/g, '\n')
        .split(/\n{2,}/)
        .map((block) => block.trim())
        .filter((block) => block !== '')
        .map((block) => (
          <Block key={block} block={block} />
        ))}
    </>
  );
}

function Block({ block }: { block: string }) {
  const heading = /^(#{1,4})\s+(.*)$/.exec(block);
  if (heading) return <Heading level={heading[1]?.length ?? 1}>{bold(heading[2] ?? '')}</Heading>;
  const lines = block.split('\n');
  if (lines.every((line) => /^\s*[-*]\s+/.test(line))) {
    return (
      <ul>
        {lines.map((line) => (
          <li key={line}>{bold(line.replace(/^\s*[-*]\s+/, ''))}</li>
        ))}
      </ul>
    );
  }
  if (lines.every((line) => /^\s*\d+[.、]\s+/.test(line))) {
    return (
      <ol>
        {lines.map((line) => (
          <li key={line}>{bold(line.replace(/^\s*\d+[.、]\s+/, ''))}</li>
        ))}
      </ol>
    );
  }
  if (lines.every((line) => line.startsWith('|'))) return <Table lines={lines} />;
  return <p>{bold(lines.join(' '))}</p>;
}

/** The page has its own h1 and the policy a place below it. */
function Heading({ level, children }: { level: number; children: ComponentChildren }) {
  return level === 1 ? <h2>{children}</h2> : <h3>{children}</h3>;
}

function Table({ lines }: { lines: string[] }) {
  const rows = lines.map(cells).filter((row) => !row.every((cell) => /^:?-+:?$/.test(cell)));
  const [head = [], ...body] = rows;
  return (
    <table>
      <thead>
        <tr>
          {head.map((cell) => (
            <th key={cell} scope="col">
              {bold(cell)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {body.map((row) => (
          <tr key={row.join('|')}>
            {row.map((cell, column) => (
              <td key={head[column] ?? cell}>{bold(cell)}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function cells(line: string): string[] {
  return line
    .replace(/^\||\|$/g, '')
    .split('|')
    .map((cell) => cell.trim());
}

function bold(text: string): ComponentChildren {
  return text
    .split(/\*\*(.+?)\*\*/)
    .map((part, at) => (at % 2 === 1 ? <b key={`${at} ${part}`}>{part}</b> : part));
}
