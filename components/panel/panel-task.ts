import * as z from 'zod/mini';
import { browser } from '../../utils/browser.ts';
import { RULE_FIELDS, type RuleField } from '../../utils/sites/site-rule.ts';

/** In storage.session: what the popup leaves to the panel, since a click into the page closes the popup. */
const KEY = 'panel-task';

const taskSchema = z.object({ tabId: z.int(), field: z.enum(RULE_FIELDS) });
export type PanelTask = z.infer<typeof taskSchema>;

/** The panel is to let the reader point at this field in that tab's page. */
export async function leaveTask(task: PanelTask): Promise<void> {
  await browser.storage.session.set({ [KEY]: task });
}

/** The field to point at in that tab, once. */
export async function takeTask(tabId: number): Promise<RuleField | null> {
  const stored = taskSchema.safeParse((await browser.storage.session.get(KEY))[KEY]);
  if (!stored.success || stored.data.tabId !== tabId) return null;
  await browser.storage.session.remove(KEY);
  return stored.data.field;
}

/** Calls `listen` whenever a task is left, until `signal` aborts. */
export function onTask(listen: () => void, signal: AbortSignal): void {
  const hear = (changes: Record<string, { newValue?: unknown }>, area: string) => {
    if (area === 'session' && changes[KEY]?.newValue !== undefined) listen();
  };
  browser.storage.onChanged.addListener(hear);
  signal.addEventListener('abort', () => browser.storage.onChanged.removeListener(hear));
}
