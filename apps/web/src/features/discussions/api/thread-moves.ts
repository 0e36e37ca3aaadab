import {
  PostPlace,
  ThreadState,
  type MergeThread,
  type MoveThread,
  type SplitThread,
} from '@kontor/contracts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { z } from 'zod';
import { request } from '../../../app/http.js';
import { adopt, afterKnown } from './threads.js';

type Rearranging =
  | { act: 'move'; body: z.input<typeof MoveThread> }
  | { act: 'merge'; body: z.input<typeof MergeThread> }
  | { act: 'split'; body: z.input<typeof SplitThread> };

export function useRearranging(threadId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ act, body }: Rearranging) =>
      request('POST', `/threads/${threadId}/${act}`, ThreadState, {
        params: { after: afterKnown(client, threadId) },
        body,
      }),
    onSuccess: (answer) => adopt(client, threadId, answer),
  });
}

/** Where a post is now that a link looks for in this thread. */
export const placeOf = (threadId: string, postId: string) =>
  request('GET', `/threads/${threadId}/posts/${postId}/place`, PostPlace);
