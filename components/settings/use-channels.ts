import { useCallback, useEffect, useState } from 'preact/hooks';
import { managedChannels } from '../../utils/sites/managed-settings.ts';
import { onChannels, readerChannels } from '../../utils/sites/reader-channels.ts';

export interface Channels {
  own: readonly string[];
  managed: readonly string[];
}

/** The channels of reader and administrator, as they are now and as they change. Null until they were read. */
export function useChannels(): Channels | 'failed' | null {
  const [channels, setChannels] = useState<Channels | 'failed' | null>(null);
  const read = useCallback(() => {
    Promise.all([readerChannels(), managedChannels()]).then(
      ([own, managed]) => setChannels({ own, managed }),
      () => setChannels('failed'),
    );
  }, []);
  useEffect(() => {
    const life = new AbortController();
    read();
    onChannels(read, life.signal);
    return () => life.abort();
  }, [read]);
  return channels;
}
