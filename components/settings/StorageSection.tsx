import { useEffect, useState } from 'preact/hooks';
import { optionsTexts } from '../../locales/options.ts';
import { textsOf } from '../../utils/appearance.ts';
import type { Library } from '../../utils/library/library.ts';
import { Button } from '../controls/Button.tsx';
import { Notice } from '../controls/Notice.tsx';
import { sizeWords } from '../controls/size-words.ts';
import { Section } from './Section.tsx';
import styles from './Settings.module.css';

interface Stored {
  kept: number;
  deleted: number;
  versions: number;
  /** Bytes, where the browser says. */
  used: number | null;
  quota: number | null;
  isPersisted: boolean;
}

/** How much is kept on this device, and whether the browser promised to leave it alone. */
export function StorageSection({ library }: { library: Library }) {
  const texts = textsOf(optionsTexts);
  const [stored, setStored] = useState<Stored | 'failed' | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const read = () => measure(library).then(setStored, () => setStored('failed'));
  useEffect(() => void read(), [library]);
  const persist = async () => {
    setProblem(null);
    try {
      if (!(await navigator.storage.persist())) setProblem(texts.persistRefused);
    } catch {
      setProblem(texts.persistFailed);
    }
    await read();
  };
  return (
    <Section id="storage" title={texts.storage} words={texts.storageWords}>
      {stored === 'failed' && <Notice isBlock>{texts.storageFailed}</Notice>}
      {stored && stored !== 'failed' && (
        <>
          <dl class={styles.facts}>
            <dt>{texts.storageArticles}</dt>
            <dd>{texts.storageArticlesCount(stored.kept, stored.deleted)}</dd>
            <dt>{texts.storageVersions}</dt>
            <dd>{texts.storageVersionsCount(stored.versions)}</dd>
            <dt>{texts.storageUsed}</dt>
            <dd>
              {stored.used === null || stored.quota === null
                ? texts.unknown
                : texts.storageUsedOf(sizeWords(stored.used), sizeWords(stored.quota))}
            </dd>
            <dt>{texts.storagePersisted}</dt>
            <dd>{stored.isPersisted ? texts.persistedYes : texts.persistedNo}</dd>
          </dl>
          {!stored.isPersisted && (
            <div class={styles.line}>
              <Button onClick={() => void persist()}>{texts.persist}</Button>
            </div>
          )}
          {problem && <Notice isBlock>{problem}</Notice>}
        </>
      )}
    </Section>
  );
}

async function measure(library: Library): Promise<Stored> {
  const [kept, deleted, estimate, isPersisted] = await Promise.all([
    library.articles(),
    library.articles({ deleted: true }),
    navigator.storage.estimate(),
    navigator.storage.persisted(),
  ]);
  const hashes = [...kept, ...deleted].flatMap((article) => article.snapshots.map(({ hash }) => hash));
  return {
    kept: kept.length,
    deleted: deleted.length,
    versions: new Set(hashes).size,
    used: estimate.usage ?? null,
    quota: estimate.quota ?? null,
    isPersisted,
  };
}
