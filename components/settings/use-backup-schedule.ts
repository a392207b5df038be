import { useEffect, useState } from 'preact/hooks';
import { browser as chromium } from 'wxt/browser';
import { browser } from '../../utils/browser.ts';
import {
  type BackupInterval,
  type BackupSchedule,
  changeSchedule,
  onSchedule,
  readSchedule,
} from '../../utils/keeping/backup-schedule.ts';
import { call } from '../../utils/messages/call.ts';

interface ScheduleChoice {
  schedule: BackupSchedule | null;
  /** What the reader chose and the browser has still to be asked for. */
  wanted: BackupInterval | null;
  choose: (every: BackupInterval) => Promise<void>;
  /** Asks the browser, within the reader's click, or drops the wish. Gives whether it is as wished now. */
  answer: (asks: boolean) => Promise<boolean>;
}

export function useBackupSchedule(): ScheduleChoice {
  const [schedule, setSchedule] = useState<BackupSchedule | null>(null);
  const [wanted, setWanted] = useState<BackupInterval | null>(null);
  useEffect(() => {
    const listening = new AbortController();
    const read = () => void readSchedule().then(setSchedule, () => undefined);
    read();
    onSchedule(read, listening.signal);
    return () => listening.abort();
  }, []);

  const keep = async (every: BackupInterval) => {
    setWanted(null);
    setSchedule(await changeSchedule({ every, problem: null }));
    if (every === 'never')
      await browser.permissions.remove({ permissions: ['downloads'] }).catch(() => false);
    else call('back-up').catch(() => undefined); // The alarm comes to it.
  };
  return {
    schedule,
    wanted,
    async choose(every) {
      const isAllowed =
        every === 'never' || (await browser.permissions.contains({ permissions: ['downloads'] }));
      if (isAllowed) await keep(every);
      else setWanted(every);
    },
    async answer(asks) {
      const every = wanted;
      if (!asks || every === null) {
        setWanted(null);
        return true;
      }
      // Chromium alone needs a page without a window, and grants that without a question.
      const isGranted = import.meta.env.FIREFOX
        ? await browser.permissions.request({ permissions: ['downloads'] })
        : await chromium.permissions.request({ permissions: ['downloads', 'offscreen'] });
      if (isGranted) await keep(every);
      else setWanted(null);
      return isGranted;
    },
  };
}
