interface PageHintProps {
  words: string;
  dismiss: string;
  onDismiss: () => void;
}

/** One line that stays until it is read. */
export function PageHint({ words, dismiss, onDismiss }: PageHintProps) {
  return (
    <p class="hint float" role="status">
      <span class="grow">{words}</span>
      <button type="button" class="button quiet" onClick={onDismiss}>
        {dismiss}
      </button>
    </p>
  );
}
