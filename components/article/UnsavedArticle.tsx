import { Highlighter, Link2 } from 'lucide-preact';
import { useId } from 'preact/hooks';
import { popupTexts } from '../../locales/popup.ts';
import { textsOf } from '../../utils/appearance.ts';
import type { Reading } from '../../utils/article/reading.ts';
import { Button } from '../controls/Button.tsx';
import { ArticleHead } from './ArticleHead.tsx';
import { CorrectWord } from './CorrectWord.tsx';
import { copyCitation } from './copy-citation.ts';
import { EvidenceLine } from './EvidenceLine.tsx';
import { FieldList } from './FieldList.tsx';
import { fieldDoings } from './field-doings.ts';
import { SaveButton } from './MainButton.tsx';
import { Outline } from './Outline.tsx';
import { PageWord } from './PageLink.tsx';
import { PlaceButton } from './PlaceButton.tsx';
import styles from './Popup.module.css';
import type { PopupModel } from './popup-state.ts';
import { MadeSummary } from './ReadingGist.tsx';
import { PagesAhead, PagesProgress } from './SplitPages.tsx';

interface UnsavedArticleProps {
  model: PopupModel;
  /** Null while the page is being read: the tab's title holds the place. */
  reading: Reading | null;
}

/** What the page says, with where it says it, and one button. */
export function UnsavedArticle({ model, reading }: UnsavedArticleProps) {
  const texts = textsOf(popupTexts);
  const isGuest = model.state.value.sync?.status === 'guest';
  return (
    <main class={styles.main}>
      <div class={styles.scroll}>
        {reading ? (
          <Read reading={reading} isGuest={isGuest} model={model} />
        ) : (
          <BeingRead title={model.world.tab.title} />
        )}
      </div>
      {isGuest && (
        <div class={styles.guest}>
          {texts.guestWords}
          <span class={styles.guestLinks}>
            <b>
              <PageWord model={model} path="account.html#/sign-in">
                {texts.signIn}
              </PageWord>
            </b>
            <PageWord model={model} path="account.html#/register">
              {texts.register}
            </PageWord>
          </span>
        </div>
      )}
      <PagesProgress model={model} />
      <div class={styles.actions}>
        <SaveButton model={model} isReady={reading !== null} />
        <div class={styles.row}>
          <Button
            icon={Highlighter}
            isWide
            disabled={reading === null}
            onClick={() => void model.showMarks()}
          >
            {texts.marks}
          </Button>
          <Button
            icon={Link2}
            isWide
            disabled={reading === null}
            onClick={() => reading && void copyCitation(citedOf(reading, model))}
          >
            {texts.copyCitation}
          </Button>
        </div>
      </div>
    </main>
  );
}

interface ReadProps {
  reading: Reading;
  isGuest: boolean;
  model: PopupModel;
}

/** A guest's window has no room for the headings beside the words about guests. */
function Read({ reading, isGuest, model }: ReadProps) {
  const texts = textsOf(popupTexts);
  const [titleId, lineId] = [useId(), useId()];
  const { title, breadcrumb, canonicalAddress } = reading.fields;
  const doings = fieldDoings(model, reading.fields);
  const { place } = doings;
  const isOpen = place?.name === 'title';
  return (
    <>
      <ArticleHead
        title={title.value ?? texts.absent}
        breadcrumb={breadcrumb.value ?? []}
        isObservation={reading.isObservation}
        titleId={titleId}
        action={
          <CorrectWord
            name="title"
            valueId={titleId}
            isAbsent={title.value === null}
            onCorrect={doings.onCorrect}
          >
            <PlaceButton name="title" field={title} isOpen={isOpen} lineId={lineId} onShow={doings.onShow} />
          </CorrectWord>
        }
      />
      {isOpen && place.status !== 'asking' && (
        <EvidenceLine id={lineId} name="title" field={title} status={place.status} taking={doings} />
      )}
      <FieldList fields={reading.fields} address={canonicalAddress} {...doings}>
        {reading.fields.summary.value === null && <MadeSummary page={model.state.value.page} />}
      </FieldList>
      <Outline
        outline={reading.outline}
        characters={reading.lengths.characters}
        minutes={reading.lengths.minutes}
        isFolded={isGuest}
      />
      <PagesAhead pages={reading.pages} />
    </>
  );
}

function BeingRead({ title }: { title: string }) {
  const texts = textsOf(popupTexts);
  return (
    <>
      <p class={styles.label} role="status">
        {texts.reading}
      </p>
      <h1 class={styles.title} lang="zh-CN">
        {title}
      </h1>
    </>
  );
}

function citedOf(reading: Reading, model: PopupModel) {
  const { fields } = reading;
  return {
    title: fields.title.value ?? model.world.tab.title,
    authors: fields.authors.value ?? [],
    source: fields.source.value,
    publishedAt: fields.publishedAt.value,
    address: fields.canonicalAddress.value ?? model.world.tab.address ?? '',
  };
}
