import type { ServiceContext } from '../context.ts';

/** Does the work for one member after the other, until the service stops. What fails for one holds up no other: it is thrown once all had their turn, the first of several. */
export async function forEachMember(
  { stopping }: Pick<ServiceContext, 'stopping'>,
  memberIds: readonly string[],
  work: (memberId: string) => Promise<unknown>,
): Promise<void> {
  const failures: unknown[] = [];
  for (const memberId of memberIds) {
    if (stopping.aborted) break;
    await work(memberId).catch((error: unknown) => failures.push(error));
  }
  if (failures.length > 0) throw failures[0];
}
