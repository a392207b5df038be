import { useEffect, useRef, useState } from 'preact/hooks';
import type { Library, Owner } from '../../utils/library/library.ts';

/** Whose tags are being typed, and the library that keeps what is. */
export interface TagDraftOf {
  library: Pick<Library, 'draft' | 'setDraft'>;
  owner: Owner;
}

export interface TypedTag {
  text: string;
  /** A key stroke. */
  type: (text: string) => void;
  /**
   * Empties the field and adds the tag. What was typed is forgotten once that is done; should it fail, or the page be closed
   * before, it stands in the field again.
   */
  take: (name: string, add: (name: string) => Promise<boolean>) => Promise<boolean>;
  forget: () => void;
}

/**
 * What stands in a field for tags, kept as a draft at every key stroke, so that a closing popup loses nothing; a draft that was left behind stands in the
 * field again.
 *
 * @param present Names that stand there: a draft of one of them was added as its page was closed, and is forgotten.
 */
export function useTypedTag(draftOf: TagDraftOf | undefined, isPresent: (name: string) => boolean): TypedTag {
  const [text, setText] = useState('');
  const now = useRef({ text: '', isTouched: false });
  const library = draftOf?.library;
  const key = draftOf && `tag ${draftOf.owner.kind} ${draftOf.owner.id}`;
  const show = (value: string) => {
    now.current.text = value;
    setText(value);
  };
  // Where it can't be kept it still stands in the field, and adding it tells.
  const keep = (value: string) => {
    if (key !== undefined) library?.setDraft(key, value === '' ? null : value).catch(() => undefined);
  };

  useEffect(() => {
    if (!library || key === undefined) return;
    let isGone = false;
    const takeUp = (draft: string | null) => {
      if (isGone || draft === null || now.current.isTouched) return;
      if (isPresent(draft)) keep('');
      else show(draft);
    };
    library.draft(key).then(takeUp, () => undefined);
    return () => {
      isGone = true;
    };
  }, [library, key]);

  return {
    text,
    type: (value) => {
      now.current.isTouched = true;
      show(value);
      keep(value);
    },
    take: async (name, add) => {
      now.current.isTouched = true;
      show('');
      keep(name);
      const isAdded = await add(name);
      // Meanwhile the next one may have been begun, and is the draft.
      if (now.current.text !== '') return isAdded;
      if (isAdded) keep('');
      else show(name);
      return isAdded;
    },
    forget: () => {
      show('');
      keep('');
    },
  };
}
