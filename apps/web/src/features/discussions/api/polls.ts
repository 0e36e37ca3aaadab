import { ThreadState, type AskPoll, type ReopenPoll } from '@kontor/contracts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { z } from 'zod';
import { request } from '../../../app/http.js';
import { adopt, afterKnown, threadKey } from './threads.js';

type PollAct =
  | { act: 'vote'; options: string[] }
  | { act: 'ask'; body: z.input<typeof AskPoll> }
  | { act: 'reopen'; body: z.input<typeof ReopenPoll> }
  | { act: 'remove' | 'close' };

/** What is done with the poll of a thread. A refusal says that the page shows something old: it looks again. */
export function usePollAct(threadId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (act: PollAct) => {
      const params = { after: afterKnown(client, threadId) };
      const at = `/threads/${threadId}`;
      switch (act.act) {
        case 'vote':
          return request('PUT', `${at}/vote`, ThreadState, { params, body: { options: act.options } });
        case 'ask':
          return request('PUT', `${at}/poll`, ThreadState, { params, body: act.body });
        case 'remove':
          return request('DELETE', `${at}/poll`, ThreadState, { params });
        case 'close':
          return request('POST', `${at}/poll/close`, ThreadState, { params });
        default:
          return request('POST', `${at}/poll/reopen`, ThreadState, { params, body: act.body });
      }
    },
    onSuccess: (answer) => adopt(client, threadId, answer),
    onError: () => void client.invalidateQueries({ queryKey: threadKey(threadId) }),
  });
}
