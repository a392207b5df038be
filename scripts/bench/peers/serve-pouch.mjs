/**
 * PouchDB's own server, with documents to replicate and a page that can: `node serve-pouch.mjs FOLDER PORT`, documents as a JSON array on standard input.
 * Says `ready` once they are stored.
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import express from 'express';
import servePouch from 'express-pouchdb';
import PouchDB from 'pouchdb';

const [folder, port] = process.argv.slice(2);
const Database = PouchDB.defaults({ prefix: join(folder, 'pouch-') });
const documents = JSON.parse(readFileSync(0, 'utf8'));
const database = new Database('library');
for (let from = 0; from < documents.length; from += 1000) {
  await database.bulkDocs(documents.slice(from, from + 1000));
}

const dist = join(createRequire(import.meta.url).resolve('pouchdb/package.json'), '..', 'dist');
const app = express();
app.use('/dist', express.static(dist));
app.get('/page.html', (request, response) => {
  const file = request.query.adapter === 'indexeddb' ? 'pouchdb.indexeddb.min.js' : '';
  const extra = file === '' ? '' : `<script src="/dist/${file}"></script>`;
  response.type('html').send(`<!doctype html><script src="/dist/pouchdb.min.js"></script>${extra}`);
});
app.use(
  '/',
  servePouch(Database, {
    mode: 'minimumForPouchDB',
    configPath: join(folder, 'config.json'),
    logPath: join(folder, 'log.txt'),
  }),
);
app.listen(Number(port), '127.0.0.1', () => process.stdout.write('ready\n'));
