import { gzipSync } from 'node:zlib';
import type { Client } from './client.ts';

/** A request that some version of the extension sends, and the answer that its service gave; written down once, in tests/fixtures/wire. */
export interface Exchange {
  name: string;
  request: {
    method: string;
    /** `{epoch}` stands for the service's epoch, here and in `json`. */
    path: string;
    json?: unknown;
    /** Sent compressed. */
    text?: string;
    isSignedOut?: boolean;
  };
  /** The schema that reads a success. Left out where nobody reads it. */
  reads?: string;
  answer: Answer;
}

export interface Answer {
  status: number;
  body: unknown;
}

export async function playExchange(client: Client, epoch: string, exchange: Exchange): Promise<Answer> {
  const { method, path, json, text, isSignedOut } = exchange.request;
  const response = await client.fetch({
    method,
    path: path.replace('{epoch}', epoch),
    ...(json !== undefined && { json: JSON.parse(JSON.stringify(json).replaceAll('{epoch}', epoch)) }),
    ...(text !== undefined && { body: new Uint8Array(gzipSync(text)) }),
    headers: {
      ...(text !== undefined && { 'Content-Type': 'application/json', 'Content-Encoding': 'gzip' }),
      ...(isSignedOut && { Authorization: '' }),
    },
  });
  const body = await response.text();
  const isJson = response.headers.get('content-type')?.startsWith('application/json') ?? false;
  return { status: response.status, body: isJson && body !== '' ? JSON.parse(body) : body };
}

/** What differs each time, by its place in the answer: times, what is drawn at random, and the policy's words. */
const VOLATILE = /^(now|epoch|error\.epoch|challenge|difficulty|version|date|text|member\.(id|name|phone))$/;

/** The answer with whatever differs each time told by its type alone. */
export function steady(value: unknown, path: string[] = []): unknown {
  if (VOLATILE.test(path.join('.'))) return `(${typeof value})`;
  if (Array.isArray(value)) return value.map((item) => steady(item, [...path, 'each']));
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [key, steady(inner, [...path, key])]),
  );
}
