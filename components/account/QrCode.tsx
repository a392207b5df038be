import { useMemo } from 'preact/hooks';
import { encode } from 'uqr';
import styles from './SecurityView.module.css';

/** Quiet zone that readers need, in modules (ISO/IEC 18004). */
const QUIET = 4;

/** A text as a QR code, dark on light in every theme: not every reader takes it the other way round. */
export function QrCode({ text, label }: { text: string; label: string }) {
  const { size, path } = useMemo(() => draw(text), [text]);
  const box = size + 2 * QUIET;
  return (
    <svg
      class={styles.qr}
      viewBox={`0 0 ${box} ${box}`}
      role="img"
      aria-label={label}
      shape-rendering="crispEdges"
    >
      <rect width={box} height={box} fill="#fff" />
      <path d={path} fill="#000" />
    </svg>
  );
}

function draw(text: string): { size: number; path: string } {
  const { data, size } = encode(text, { ecc: 'M', border: 0 });
  const path = data
    .flatMap((row, y) => row.map((isDark, x) => (isDark ? `M${x + QUIET} ${y + QUIET}h1v1h-1z` : '')))
    .join('');
  return { size, path };
}
