import { EventEmitter } from 'node:events';

/** Tells the streams of a member's devices that something of theirs changed. Never carries content. */
export interface ChangeSignals {
  /** Call it after the transaction has committed. A lost signal costs a device its haste, no change. */
  announce(memberId: string, revision: number): Promise<void>;
  /** Sessions of the member have ended, after the transaction that ended them: their streams are to look. */
  endSessions(memberId: string): Promise<void>;
  /**
   * `revision` is null when signals may have been missed: look it up; so it is when sessions ended.
   * Returns what ends the subscription.
   */
  subscribe(memberId: string, listener: (revision: number | null) => void): () => void;
  close(): Promise<void>;
}

/** Signals within this process, enough where the database is embedded in it. */
export function localSignals(): ChangeSignals & { missed(): void } {
  const emitter = new EventEmitter().setMaxListeners(0);
  return {
    async announce(memberId, revision) {
      emitter.emit(topic(memberId), revision);
    },
    async endSessions(memberId) {
      emitter.emit(topic(memberId), null);
    },
    subscribe(memberId, listener) {
      emitter.on(topic(memberId), listener);
      return () => emitter.off(topic(memberId), listener);
    },
    missed() {
      for (const name of emitter.eventNames()) emitter.emit(name, null);
    },
    async close() {
      emitter.removeAllListeners();
    },
  };
}

/** A prefix, since an emitter gives the bare name `error` a meaning of its own. */
function topic(memberId: string): string {
  return `member ${memberId}`;
}
