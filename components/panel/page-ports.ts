import * as z from 'zod/mini';
import { browser } from '../../utils/browser.ts';
import {
  MARKS_PORT,
  type MarksAsk,
  PICK_PORT,
  type PickAsk,
  type PickTold,
  type PlacedMarks,
} from '../../utils/messages/page-port.ts';
import { evidenceSchema } from '../../utils/messages/reading-schema.ts';

const MOST_MARKS = 10_000;

/** A page can forge whatever one of our scripts in it can say. */
const placedSchema: z.ZodMiniType<PlacedMarks> = z.object({
  marks: z
    .array(
      z.object({
        id: z.string(),
        status: z.enum(['found', 'doubtful', 'lost']),
        here: z.nullable(z.string().check(z.maxLength(200_000))),
      }),
    )
    .check(z.maxLength(MOST_MARKS)),
  inView: z.nullable(z.string()),
  isSplit: z.boolean(),
});

export interface MarksLine {
  ask: (ask: MarksAsk) => void;
}

/** Listens to the marks' script in that tab until `signal` aborts. `onPlaces` gets null once the script is gone, or where there is none. */
export function listenToMarks(
  tabId: number,
  onPlaces: (places: PlacedMarks | null) => void,
  signal: AbortSignal,
): MarksLine {
  const port = browser.tabs.connect(tabId, { name: MARKS_PORT, frameId: 0 });
  port.onMessage.addListener((message: unknown) => {
    const places = placedSchema.safeParse(message);
    if (places.success && !signal.aborted) onPlaces(places.data);
  });
  port.onDisconnect.addListener(() => {
    if (!signal.aborted) onPlaces(null);
  });
  signal.addEventListener('abort', () => port.disconnect(), { once: true });
  return { ask: (ask) => port.postMessage(ask) };
}

const line = z.string().check(z.maxLength(20_000));
const pickSchema: z.ZodMiniType<PickTold> = z.union([
  z.object({ told: z.literal('over'), text: z.nullable(line) }),
  z.object({ told: z.literal('picked'), picked: z.object({ text: line, evidence: evidenceSchema }) }),
  z.object({ told: z.literal('cancelled') }),
]);

/** Speaks with the script by which the reader points at a place in that tab, until `signal` aborts. A script that is gone counts as cancelled. */
export function listenToPick(
  tabId: number,
  onTold: (told: PickTold) => void,
  signal: AbortSignal,
): (ask: PickAsk) => void {
  const port = browser.tabs.connect(tabId, { name: PICK_PORT, frameId: 0 });
  port.onMessage.addListener((message: unknown) => {
    const told = pickSchema.safeParse(message);
    if (told.success && !signal.aborted) onTold(told.data);
  });
  port.onDisconnect.addListener(() => {
    if (!signal.aborted) onTold({ told: 'cancelled' });
  });
  signal.addEventListener('abort', () => port.disconnect(), { once: true });
  return (ask) => port.postMessage(ask);
}
