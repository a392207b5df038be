import { readerTexts } from '../../locales/reader.ts';
import { textsOf } from '../../utils/appearance.ts';
import type { Library, Mark } from '../../utils/library/library.ts';
import { Button, ButtonLink } from '../controls/Button.tsx';
import { EmptyState } from '../controls/EmptyState.tsx';
import { markWords } from '../controls/mark-words.ts';
import styles from './AbsentText.module.css';
import { MarkCard } from './MarkCard.tsx';
import type { KeptText } from './use-snapshot.ts';

interface AbsentTextProps {
  text: KeptText;
  marks: Mark[];
  library: Library;
}

/** Another device kept the text. Everything else is here; the text is fetched on a click. */
export function AbsentText({ text, marks, library }: AbsentTextProps) {
  const texts = textsOf(readerTexts);
  return (
    <>
      <EmptyState
        title={texts.notHereTitle}
        actions={
          text.failure === 'guest' ? (
            <ButtonLink href="/account.html#/sign-in">{texts.signIn}</ButtonLink>
          ) : (
            <Button kind="primary" isBusy={text.status === 'fetching'} onClick={text.fetch}>
              {text.status === 'fetching' ? texts.fetching : texts.fetch}
            </Button>
          )
        }
      >
        <span role="status">{wordsOf(text)}</span>
      </EmptyState>
      <ul class={styles.marks}>
        {marks.map((mark) => (
          <li key={mark.id}>
            <p class={styles.quote} lang="zh-CN">
              {markWords(mark)}
            </p>
            <MarkCard library={library} placed={{ mark, status: 'found', range: null }} isSelected={false} />
          </li>
        ))}
      </ul>
    </>
  );
}

function wordsOf({ failure }: KeptText): string {
  const texts = textsOf(readerTexts);
  if (failure === 'guest') return texts.guestNotHere;
  if (failure === 'not-found') return texts.fetchFailed;
  if (failure === 'full') return texts.fetchFull;
  if (failure === 'damaged') return texts.fetchDamaged;
  if (failure === 'unreachable') return navigator.onLine ? texts.fetchUnreachable : texts.notHereOffline;
  return navigator.onLine ? texts.notHereBody : texts.notHereOffline;
}
