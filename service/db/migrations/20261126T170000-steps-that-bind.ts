import { type Kysely, sql } from 'kysely';

/** A third party's identity that is bound once the second code was right. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql.raw('alter table sign_in_step add column ticket_hash text').execute(db);
}
