import { randomUUID } from 'node:crypto';
import * as z from 'zod/mini';
import { idOf } from '../../../utils/library/hash.ts';
import { taggingIdOf } from '../../../utils/library/tags.ts';
import type { Random } from '../../simulation/random.ts';
import type { Editing } from './editing.ts';
import type { SoakLedger } from './ledger.ts';
import { openPageDoor, type PageDoor } from './page-door.ts';

/** What our script in a page is told of it, as far as the edits need it. */
const tagSchema = z.object({ id: z.string(), name: z.string() });
const noteSchema = z.object({ values: z.array(z.object({ stamp: z.string(), text: z.string() })) });
const carrierSchema = z.object({ id: z.string(), note: noteSchema, tags: z.array(tagSchema) });
const keptSchema = z.nullable(z.object({ article: carrierSchema, marks: z.array(carrierSchema) }));
type Carrier = z.infer<typeof carrierSchema>;

interface Visit {
  door: PageDoor;
  ledger: SoakLedger;
  random: Random;
  token: string;
}

/** Opens the article on its site and does a few things there, each by the message that our script sends for it. */
export async function editInPage({
  profile,
  ledger,
  random,
  article,
  nextToken,
  did,
}: Editing): Promise<void> {
  await using door = await openPageDoor(profile, article.address);
  const deletedHere: string[] = [];
  for (let step = 1 + random.below(6); step > 0; step -= 1) {
    const visit: Visit = { door, ledger, random, token: nextToken() };
    const kept = keptSchema.parse(await door.ask('page-article'));
    if (kept === null || random.chance(0.2)) {
      await did('mark', () => mark(visit, article.id));
      continue;
    }
    const owners = [named('article', kept.article), ...kept.marks.map((each) => named('mark', each))];
    const owner = owners[random.below(owners.length)] ?? named('article', kept.article);
    const marks = owners.slice(1);
    const one = marks[random.below(marks.length)];
    const edit = random.below(10);
    if (edit < 4) await did('note', () => writeNote(visit, owner));
    else if (edit < 6) await did('tag', () => addTag(visit, owner));
    else if (edit < 7 && owner.tags.length > 0) await did('untag', () => removeTag(visit, owner));
    else if (!one) continue;
    else if (edit < 8) await did('colour', () => recolour(visit, one));
    else if (edit < 9) await did('delete mark', () => deleteMark(visit, one, deletedHere));
    else if (deletedHere.length > 0) await did('restore mark', () => restoreMark(visit, deletedHere));
  }
}

interface Owner extends Carrier {
  kind: 'article' | 'mark';
}

function named(kind: Owner['kind'], carrier: Carrier): Owner {
  return { kind, ...carrier };
}

/** Marks a passage; keeps the page first where it isn't kept. */
async function mark({ door, ledger, random, token }: Visit, articleId: string): Promise<void> {
  const id = randomUUID().replaceAll('-', '').slice(0, 20);
  const [made, article] = [ledger.make(`mark ${id}`), ledger.make(`article ${articleId}`)];
  // Where the article lies in the bin of this device, marking its page brings it back.
  ledger.restore(`article ${articleId}`);
  const quote = { type: 'TextQuoteSelector', exact: token, prefix: '', suffix: '' };
  await door.ask('save-mark', { id, pageSelectors: [quote], colour: colourOf(random), style: 'ground' });
  made.stored();
  article.stored();
}

async function writeNote({ door, ledger, token }: Visit, { kind, id, note }: Owner): Promise<void> {
  const text = `${token} 写在页面上。`;
  const saw = note.values.flatMap((value) => ledger.tokensIn(value.text));
  const act = ledger.note(`${kind} ${id}`, token, saw);
  await door.ask('write-note', { owner: { kind, id }, text, seen: note.values.map(({ stamp }) => stamp) });
  act.stored();
}

/** None is ever renamed, so each has the first id of its name. */
const TAGS = ['值班', '远程银行', '年终报告', '待核对', '引文'] as const;

async function addTag({ door, ledger, random }: Visit, { kind, id, tags }: Owner): Promise<void> {
  const name = random.pick(TAGS);
  if (tags.some((tag) => tag.name === name)) return;
  const tag = await idOf(name);
  const act = ledger.field(`tagging ${await taggingIdOf({ kind, id }, tag)}`, 'present', true);
  const made = ledger.make(`tag ${tag}`);
  await door.ask('add-tag', { owner: { kind, id }, name });
  act.stored();
  made.stored();
}

async function removeTag({ door, ledger, random }: Visit, { kind, id, tags }: Owner): Promise<void> {
  const tag = tags[random.below(tags.length)];
  if (!tag) return;
  const act = ledger.field(`tagging ${await taggingIdOf({ kind, id }, tag.id)}`, 'present', false);
  await door.ask('remove-tag', { owner: { kind, id }, tagId: tag.id });
  act.stored();
}

async function recolour({ door, ledger, random }: Visit, { id }: Owner): Promise<void> {
  const colour = colourOf(random);
  const act = ledger.field(`mark ${id}`, 'colour', colour);
  await door.ask('edit-mark', { id, changes: { colour } });
  act.stored();
}

async function deleteMark({ door, ledger }: Visit, { id }: Owner, deletedHere: string[]): Promise<void> {
  deletedHere.push(id);
  const act = ledger.field(`mark ${id}`, 'deleted', true);
  await door.ask('delete-mark', { id });
  act.stored();
}

async function restoreMark({ door, ledger }: Visit, deletedHere: string[]): Promise<void> {
  const id = deletedHere.pop();
  if (id === undefined) return;
  const act = ledger.restore(`mark ${id}`);
  await door.ask('restore-mark', { id });
  act.stored();
}

function colourOf(random: Random): number {
  return 1 + random.below(5);
}
