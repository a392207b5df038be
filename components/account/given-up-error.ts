/** The reader does not want to prove who they are: nothing was done, and nothing is wrong. */
export class GivenUpError extends Error {
  override readonly name = 'GivenUpError';
}
