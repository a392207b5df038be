import type { Trial } from './try-edits.ts';

/** Shares of a group of trials, in per cent. */
export interface Tally {
  /** Passages that are still there. The shares below are of these. */
  left: number;
  /** Called found, and exactly where it is. */
  exact: number;
  /** Exactly where it is, whether called found or doubtful. */
  exactPlace: number;
  near: number;
  partial: number;
  /** Called found, and elsewhere. */
  wrong: number;
  doubtful: number;
  /** Called doubtful, and elsewhere. */
  doubtfulWrong: number;
  orphan: number;
  /** Passages that are gone; the shares below are of these. */
  gone: number;
  ghost: number;
  doubtfulGhost: number;
}

export function tally(trials: Trial[]): Tally {
  const left = trials.filter((trial) => !trial.isGone);
  const gone = trials.filter((trial) => trial.isGone);
  const share = (of: Trial[], holds: (trial: Trial) => boolean) =>
    of.length === 0 ? 0 : (100 * of.filter(holds).length) / of.length;
  const isFound = (trial: Trial) => trial.status === 'found';
  return {
    left: left.length,
    exact: share(left, (trial) => isFound(trial) && trial.verdict === 'exact'),
    exactPlace: share(left, (trial) => trial.verdict === 'exact'),
    near: share(left, (trial) => isFound(trial) && trial.verdict === 'near'),
    partial: share(left, (trial) => isFound(trial) && trial.verdict === 'partial'),
    wrong: share(left, (trial) => isFound(trial) && trial.verdict === 'wrong'),
    doubtful: share(left, (trial) => trial.status === 'doubtful'),
    doubtfulWrong: share(left, (trial) => trial.status === 'doubtful' && trial.verdict === 'wrong'),
    orphan: share(left, (trial) => trial.verdict === 'orphan'),
    gone: gone.length,
    ghost: share(gone, isFound),
    doubtfulGhost: share(gone, (trial) => trial.status === 'doubtful'),
  };
}

export function quantile(values: number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}
