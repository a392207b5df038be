import { openSources, type PackedSources } from './pack-sources.ts';
import { readFields } from './read-fields.ts';
import type { Reading } from './reading.ts';
import { atOnce } from './steps.ts';

/** A reading as its page gave it. Without sources nothing is to be read from them: the page is no article, or its fields are read. */
export interface PartialReading extends Reading {
  sources?: PackedSources;
}

/** Reads the fields for which the page isn't needed. Never throws: where it can't they stay empty. */
export function completeReading({ sources, ...reading }: PartialReading): Reading {
  if (!sources) return reading;
  try {
    const fields = atOnce(readFields(openSources(sources), reading.text));
    return { ...reading, fields: { ...reading.fields, ...fields } };
  } catch {
    return reading; // Foreign pages break every assumption sooner or later.
  }
}
