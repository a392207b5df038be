import { ImageOff } from 'lucide-preact';
import { useEffect, useState } from 'preact/hooks';
import { imageTexts } from '../../locales/images.ts';
import { textsOf } from '../../utils/appearance.ts';
import { browser } from '../../utils/browser.ts';
import { MAX_IMAGES } from '../../utils/library/snapshots.ts';
import { onNotice } from '../../utils/view-notices.ts';
import { Button } from '../controls/Button.tsx';
import { Notice } from '../controls/Notice.tsx';
import { showToast } from '../controls/toasts.ts';
import { originsOf, retryImages } from './retry-images.ts';

interface MissingImagesProps {
  articleId: string;
  hash: string;
  /** Addresses of the images that this version lacks. */
  missing: readonly string[];
  /** How many more stand in its text than a version may have. */
  beyond: number;
}

/** Hosts that are named; of more, how many there are. */
const MOST_HOSTS = 3;

/** That images were not kept, where they are, and the way to them: the browser's leave for their hosts. */
export function MissingImages({ articleId, hash, missing, beyond }: MissingImagesProps) {
  const texts = textsOf(imageTexts);
  const origins = originsOf(missing);
  const [isAllowed, setAllowed] = useState(false);
  const [working, setWorking] = useState<{ done: number; total: number } | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  useEffect(() => {
    if (origins.length > 0)
      browser.permissions.contains({ origins }).then(setAllowed, () => setAllowed(false));
  }, [origins.join(' ')]);
  useEffect(() => {
    const listening = new AbortController();
    onNotice(
      'images-progress',
      (progress) => {
        if (progress.articleId === articleId) setWorking((now) => now && progress);
      },
      listening.signal,
    );
    return () => listening.abort();
  }, [articleId]);
  if (origins.length === 0 && beyond === 0) return null;

  const retry = async () => {
    setProblem(null);
    const onAllowed = () => {
      setAllowed(true);
      setWorking({ done: 0, total: missing.length });
    };
    const why = await retryImages({ articleId, hash, addresses: missing, onAllowed });
    setWorking(null);
    if (why === null) showToast({ text: texts.done });
    else setProblem(why);
  };
  return (
    <Notice
      icon={ImageOff}
      isBlock
      actions={
        origins.length > 0 && (
          <Button size="s" isBusy={working !== null} onClick={() => void retry()}>
            {working
              ? texts.working(working.done, working.total)
              : isAllowed
                ? texts.retryPlain
                : texts.retry}
          </Button>
        )
      }
    >
      {origins.length > 0 && (
        <>
          {texts.missing(missing.length, hostsOf(missing).join(texts.and))}{' '}
          {problem ?? (!isAllowed && texts.why)}
        </>
      )}{' '}
      {beyond > 0 && texts.beyond(beyond, MAX_IMAGES)}
    </Notice>
  );
}

function hostsOf(addresses: readonly string[]): string[] {
  const hosts = [...new Set(addresses.flatMap((address) => URL.parse(address)?.host ?? []))];
  return hosts.length <= MOST_HOSTS ? hosts : [...hosts.slice(0, MOST_HOSTS), '…'];
}
