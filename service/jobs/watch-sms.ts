import type { ServiceContext } from '../context.ts';

const DAY_MS = 24 * 60 * 60_000;
/** Of fewer codes a day, a handful of readers who gave up would already raise an alarm. */
const ENOUGH_SENT = 50;
/** Of ten readers who ask for a code, eight or nine type it; whoever only makes us send has none to type. */
const FEWEST_USED = 0.3;

/**
 * Raises an alarm in the log when few of a day's codes were used: somebody has them sent to numbers that aren't theirs, at our cost.
 * Answers whether it did.
 */
export async function watchSms({ db, log }: Pick<ServiceContext, 'db' | 'log'>): Promise<boolean> {
  const now = Date.now();
  const { sent, used } = await db
    .selectFrom('smsCode')
    .select((row) => [row.fn.countAll<string>().as('sent'), row.fn.count<string>('usedAt').as('used')])
    .where('createdAt', '>', new Date(now - DAY_MS))
    .where('expiresAt', '<=', new Date(now))
    .executeTakeFirstOrThrow();
  const isSuspicious = Number(sent) >= ENOUGH_SENT && Number(used) < Number(sent) * FEWEST_USED;
  if (isSuspicious)
    log.warn({ sent: Number(sent), used: Number(used) }, 'few of the codes sent by SMS were used');
  return isSuspicious;
}
