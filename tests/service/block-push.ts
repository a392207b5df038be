import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { got, type MemberClient } from './client.ts';

/** Holds a row that a push is about to write, so that the push stands still in the midst of its transaction. */
export async function blockPush(databaseUrl: string, member: MemberClient, recordId: string) {
  const client = new pg.Client({ connectionString: databaseUrl });
  client.on('error', () => undefined); // a test may kill its server
  await client.connect();
  await client.query('begin');
  await client.query(
    `insert into record (member_id, kind, id, revision, newest, bytes, body) values ($1, 'tag', $2, -1, '', 0, '')`,
    [got(await member.session()).member.id, recordId],
  );
  // Within a transaction Postgres shows the activity of its first look alone.
  const watcher = new pg.Client({ connectionString: databaseUrl });
  watcher.on('error', () => undefined); // its Postgres may be killed
  await watcher.connect();
  return {
    async someoneWaits() {
      for (;;) {
        const { rowCount } = await watcher.query(
          `select 1 from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()`,
        );
        if (rowCount) return;
        await sleep(10);
      }
    },
    async release() {
      await client.query('rollback');
      await Promise.all([client.end(), watcher.end()]);
    },
  };
}
