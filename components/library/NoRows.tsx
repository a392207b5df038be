import { libraryTexts } from '../../locales/library.ts';
import { organiseTexts } from '../../locales/organise.ts';
import { textsOf } from '../../utils/appearance.ts';
import { Button, ButtonLink } from '../controls/Button.tsx';
import { EmptyState } from '../controls/EmptyState.tsx';
import styles from './NoRows.module.css';

interface NoRowsProps {
  search: string;
  /** The channel or tag the list is limited to. */
  place: string | null;
  /** How many articles of the whole library hold the text. */
  elsewhere: number;
  /** The list is limited further, by filters. */
  isFiltered: boolean;
  onClear: () => void;
  onUnfilter: () => void;
}

/** Why nothing of the library is listed, and the way on. */
export function NoRows({ search, place, elsewhere, isFiltered, onClear, onUnfilter }: NoRowsProps) {
  const texts = textsOf(libraryTexts);
  if (isFiltered) {
    const organise = textsOf(organiseTexts);
    return (
      <EmptyState actions={<Button onClick={onUnfilter}>{organise.filtersOff}</Button>}>
        {search === '' ? organise.noneFits : texts.noResultHere(search, organise.filters)}
        {elsewhere > 0 && (
          <>
            <br />
            {texts.noResultElsewhere(elsewhere)}
          </>
        )}
      </EmptyState>
    );
  }
  if (search === '') {
    return (
      <EmptyState actions={<ButtonLink href="#/">{texts.showAll}</ButtonLink>}>
        {texts.noneHere(place ?? texts.library)}
      </EmptyState>
    );
  }
  if (place !== null) {
    return (
      <EmptyState
        actions={
          elsewhere > 0 ? (
            <ButtonLink href="#/">{texts.searchEverywhere}</ButtonLink>
          ) : (
            <Button onClick={onClear}>{texts.clearSearch}</Button>
          )
        }
      >
        {texts.noResultHere(search, place)}
        <br />
        {elsewhere > 0 ? texts.noResultElsewhere(elsewhere) : texts.noResultNowhere}
      </EmptyState>
    );
  }
  return (
    <EmptyState actions={<Button onClick={onClear}>{texts.clearSearch}</Button>}>
      {texts.noResult(search)}
      <br />
      {texts.noResultNowhere}
    </EmptyState>
  );
}

export function EmptyLibrary() {
  const texts = textsOf(libraryTexts);
  return (
    <div class={styles.empty}>
      <span class={styles.seal} lang="zh-CN" aria-hidden="true">
        藏
      </span>
      <EmptyState title={texts.emptyTitle}>{texts.emptyBody}</EmptyState>
    </div>
  );
}
