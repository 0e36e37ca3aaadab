import {
  PostHistory,
  PostSource,
  ThreadPage,
  ThreadState,
  withChanges,
  type Attachment,
  type AttachmentId,
  type AcceptAnswer,
  type CreateThread,
  type DescribeThread,
  type PostBody,
  type ReadPosts,
  type Reaction,
} from '@kontor/contracts';
import {
  keepPreviousData,
  useInfiniteQuery,
  useMutation,
  useQuery,
  useQueryClient,
  type QueryClient,
} from '@tanstack/react-query';
import { z } from 'zod';
import { request, type Params } from '../../../app/http.js';
import { rightsEpoch } from '../../../app/rights-epoch.js';

/** What the list of a workspace can be narrowed by; the same names stand in the address bar and in the request. */
export interface ThreadFilter extends Params {
  show?: 'all' | 'unread' | 'mine' | 'unanswered' | 'decisions';
  tag?: string;
  cityId?: string;
  limit?: number;
}

export const threadsKey = (workspaceId: string) => ['threads', workspaceId] as const;
export const useThreads = (workspaceId: string, filter: ThreadFilter) =>
  useInfiniteQuery({
    queryKey: [...threadsKey(workspaceId), filter],
    queryFn: ({ pageParam, signal }) =>
      request('GET', `/workspaces/${workspaceId}/threads`, ThreadPage, {
        params: { ...filter, cursor: pageParam },
        signal,
      }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.nextCursor ?? undefined,
    placeholderData: keepPreviousData,
  });

/** A thread as it is known here. With other rights all of it is asked for again: what may be done is part of it. */
interface KnownThread extends ThreadState {
  rights: number;
}

export const threadKey = (threadId: string) => ['thread', threadId] as const;

/** Asks only for what changed since it was asked last, and lays that over what is known. */
export const useThread = (threadId: string) => {
  const client = useQueryClient();
  return useQuery<KnownThread>({
    queryKey: threadKey(threadId),
    queryFn: async ({ signal }) => {
      const rights = rightsEpoch();
      const known = client.getQueryData<KnownThread>(threadKey(threadId));
      const base = known?.rights === rights ? known : null;
      const answer = await request('GET', `/threads/${threadId}`, ThreadState, {
        params: { after: base?.thread.seq ?? 0 },
        signal,
      });
      return { ...withChanges(base, answer), rights };
    },
  });
};

/** What an act answers is laid over what is known by then. */
export function adopt(client: QueryClient, threadId: string, answer: ThreadState): void {
  client.setQueryData<KnownThread>(threadKey(threadId), (known) => {
    const rights = rightsEpoch();
    const base = known?.rights === rights ? known : null;
    return { ...withChanges(base, answer), rights };
  });
  void client.invalidateQueries({ queryKey: ['threads'] });
}

export const afterKnown = (client: QueryClient, threadId: string): number => {
  const known = client.getQueryData<KnownThread>(threadKey(threadId));
  return known?.rights === rightsEpoch() ? known.thread.seq : 0;
};

type Act =
  | { act: 'close' | 'lock'; reason: string }
  | { act: 'reopen' }
  | { act: 'pin'; on: boolean }
  | { act: 'accept'; body: AcceptAnswer }
  | { act: 'describe'; body: DescribeThread };

function sendAct(client: QueryClient, threadId: string, act: Act): Promise<ThreadState> {
  const params = { after: afterKnown(client, threadId) };
  const at = `/threads/${threadId}`;
  switch (act.act) {
    case 'describe':
      return request('PATCH', at, ThreadState, { params, body: act.body });
    case 'accept':
      return request('PUT', `${at}/accepted`, ThreadState, { params, body: act.body });
    case 'pin':
      return request(act.on ? 'PUT' : 'DELETE', `${at}/pin`, ThreadState, { params });
    case 'reopen':
      return request('POST', `${at}/reopen`, ThreadState, { params });
    default:
      return request('POST', `${at}/${act.act}`, ThreadState, { params, body: { reason: act.reason } });
  }
}

export function useThreadAct(threadId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (act: Act) => sendAct(client, threadId, act),
    onSuccess: (answer) => adopt(client, threadId, answer),
  });
}

export function useCreateThread(workspaceId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ threadId, body }: { threadId: string; body: CreateThread }) =>
      request('PUT', `/workspaces/${workspaceId}/threads/${threadId}`, ThreadState, { body }),
    onSuccess: (answer) => adopt(client, answer.thread.id, answer),
  });
}

/** Sends a post under the id that it was given when it was written: sent again it is the same post. */
export async function sendPost(
  client: QueryClient,
  threadId: string,
  post: {
    postId: string;
    body: PostBody;
    answers: number | null;
    answersId: string | null;
    attachments: Attachment[];
  },
): Promise<void> {
  const answer = await request('PUT', `/threads/${threadId}/posts/${post.postId}`, ThreadState, {
    params: { after: afterKnown(client, threadId) },
    body: {
      body: post.body,
      answers: post.answers,
      answersId: post.answersId,
      attachments: post.attachments.map(({ id }) => id),
    },
  });
  adopt(client, threadId, answer);
}

type PostAct =
  | { act: 'edit'; body: PostBody; edits: number; attachments: AttachmentId[] }
  | { act: 'delete' | 'restore' }
  | { act: 'react'; reaction: Reaction; on: boolean };

export function usePostAct(threadId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ postId, ...act }: PostAct & { postId: string }) => {
      const at = `/threads/${threadId}/posts/${postId}`;
      const params = { after: afterKnown(client, threadId) };
      switch (act.act) {
        case 'edit': {
          const { body, edits, attachments } = act;
          return request('PATCH', at, ThreadState, { params, body: { body, edits, attachments } });
        }
        case 'delete':
          return request('DELETE', at, ThreadState, { params });
        case 'restore':
          return request('POST', `${at}/restore`, ThreadState, { params });
        default: {
          const { reaction, on } = act;
          return request('PUT', `${at}/reaction`, ThreadState, { params, body: { reaction, on } });
        }
      }
    },
    onSuccess: (answer) => adopt(client, threadId, answer),
  });
}

export const postSource = (threadId: string, postId: string) =>
  request('GET', `/threads/${threadId}/posts/${postId}/source`, PostSource);

export const usePostHistory = (threadId: string, postId: string, enabled: boolean) =>
  useQuery({
    queryKey: ['post-history', threadId, postId],
    queryFn: ({ signal }) =>
      request('GET', `/threads/${threadId}/posts/${postId}/history`, PostHistory, { signal }),
    enabled,
    staleTime: 0,
  });

/** Tells what was seen, and how much one wants to hear. */
export function useNoteReading(threadId: string, workspaceId: string | undefined) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: z.input<typeof ReadPosts>) =>
      request('PUT', `/threads/${threadId}/reading`, z.unknown(), { body }),
    onSuccess: () => {
      void client.invalidateQueries({ queryKey: threadKey(threadId) });
      if (workspaceId !== undefined) void client.invalidateQueries({ queryKey: threadsKey(workspaceId) });
    },
  });
}
