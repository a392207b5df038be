/** Something the person at the keyboard can put right: shown as its one line, without a stack, and the exit code is 1. */
export class Complaint extends Error {
  override name = 'Complaint';
}

/** Prints what went wrong and sets the exit code: one line for a complaint, the whole story for a defect of ours. */
export function reportFailure(error: unknown): void {
  console.error(error instanceof Complaint ? error.message : error);
  process.exitCode = 1;
}
