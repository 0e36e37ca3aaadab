import { forgetWordsOfOthers } from '../../../app/own-words.js';
import { queryClient } from '../../../app/query-client.js';
import { saveUnsaved } from './drafts.js';
import { keepSending } from './outbox.js';

let author: string | null = null;

/** What this person wrote without a network goes on its way from whatever page they come back to. */
export function sendWordsLeft(userId: string): void {
  if (author === userId) return;
  author = userId;
  forgetWordsOfOthers(userId);
  keepSending(queryClient, userId);
  window.addEventListener('online', () => saveUnsaved(userId));
  saveUnsaved(userId);
}
