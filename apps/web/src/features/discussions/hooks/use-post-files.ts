import { Attachment, ATTACHMENT_LIMITS, StoredAttachment } from '@kontor/contracts';
import { useCallback, useEffect, useRef, useState } from 'react';
import { uploadFile } from '../../../app/upload.js';
import { newId } from '../api/new-id.js';

/** A file below a post that is being written. */
export interface PostFile {
  key: string;
  name: string;
  bytes: number;
  /** How much of it is on the server, from 0 to 1. */
  sent: number;
  /** What the server made of it, once it has it. */
  stored: Attachment | null;
  /** Why it did not take it. */
  fault: unknown;
}

/** The files of a post that is being written, and the pictures that are about to come into its words. */
export interface PostFiles {
  items: PostFile[];
  /** What the post is sent with. */
  attachments: Attachment[];
  /** Some are on their way: the post waits for them. */
  isBusy: boolean;
  isFull: boolean;
  add: (files: readonly File[]) => void;
  remove: (key: string) => void;
  clear: () => void;
  /** These, and what is on its way. */
  show: (attachments: readonly Attachment[]) => void;
  /** Pictures that want a description; empty: one is to be chosen. */
  pictures: File[] | null;
  askPictures: (files: File[] | null) => void;
  uploadPicture: (file: File) => Promise<StoredAttachment>;
}

const asItem = (stored: Attachment): PostFile => ({
  key: stored.id,
  name: stored.name,
  bytes: stored.bytes,
  sent: 1,
  stored,
  fault: null,
});

/** @param start what the post has already, when it is edited */
export function usePostFiles(workspaceId: string, start: readonly Attachment[] = []): PostFiles {
  const [items, setItems] = useState<PostFile[]>(() => start.map(asItem));
  const [pictures, setPictures] = useState<File[] | null>(null);
  const calls = useRef(new Map<string, AbortController>());
  useEffect(() => {
    const all = calls.current;
    return () => {
      for (const call of all.values()) call.abort();
    };
  }, []);
  const show = useCallback((attachments: readonly Attachment[]) => {
    setItems((all) => [...attachments.map(asItem), ...all.filter(({ stored }) => stored === null)]);
  }, []);
  const path = `/workspaces/${workspaceId}/attachments`;
  const change = (key: string, now: Partial<PostFile>) =>
    setItems((all) => all.map((item) => (item.key === key ? { ...item, ...now } : item)));
  const send = async (key: string, file: File) => {
    const call = new AbortController();
    calls.current.set(key, call);
    try {
      const onProgress = (sent: number) => change(key, { sent });
      const answer = await uploadFile(path, file, StoredAttachment, { onProgress, signal: call.signal });
      const stored = Attachment.parse(answer);
      change(key, { stored, name: stored.name, bytes: stored.bytes, sent: 1 });
    } catch (fault) {
      // Removed, or the page was left: nobody waits for it.
      if (!call.signal.aborted) change(key, { fault });
    } finally {
      calls.current.delete(key);
    }
  };
  const add = (files: readonly File[]) => {
    const taken = files.slice(0, ATTACHMENT_LIMITS.perPost - items.length);
    const fresh = taken.map((file) => ({ file, key: newId() }));
    setItems((all) => [
      ...all,
      ...fresh.map(({ file, key }) => ({
        key,
        name: file.name,
        bytes: file.size,
        sent: 0,
        stored: null,
        fault: null,
      })),
    ]);
    // One after the other: a slow line brings the first one soon instead of all of them late.
    void fresh.reduce((before, { file, key }) => before.then(() => send(key, file)), Promise.resolve());
  };
  return {
    items,
    attachments: items.flatMap(({ stored }) => stored ?? []),
    isBusy: items.some(({ stored, fault }) => stored === null && fault === null),
    isFull: items.length >= ATTACHMENT_LIMITS.perPost,
    add,
    remove: (key) => {
      calls.current.get(key)?.abort();
      setItems((all) => all.filter((item) => item.key !== key));
    },
    clear: () => setItems([]),
    show,
    pictures,
    askPictures: setPictures,
    uploadPicture: (file) => uploadFile(path, file, StoredAttachment),
  };
}
