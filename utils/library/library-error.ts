export type LibraryErrorCode =
  | 'too-large'
  | 'storage-full'
  | 'not-found'
  | 'note-too-long'
  | 'bad-name'
  | 'removed';

/** Why the library did not do what was asked; nothing was written. The message is for the log, `code` for the reader's texts. */
export class LibraryError extends Error {
  override readonly name = 'LibraryError';
  readonly code: LibraryErrorCode;

  constructor(code: LibraryErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}

/** Whether the browser had no room left. */
export function isQuotaError(error: unknown): boolean {
  return error instanceof Error && error.name === 'QuotaExceededError';
}
