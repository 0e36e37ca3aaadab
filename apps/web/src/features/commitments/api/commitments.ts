import {
  Commitment,
  CommitmentPage,
  type PrepareCommitment,
  type ProveCommitment,
  type RewordCommitment,
  type SettleCommitment,
} from '@kontor/contracts';
import {
  keepPreviousData,
  useInfiniteQuery,
  useMutation,
  useQuery,
  useQueryClient,
  type QueryClient,
} from '@tanstack/react-query';
import type { z } from 'zod';
import { ApiError, request, type Params } from '../../../app/http.js';

/** What the register can be narrowed by; the same names stand in the address bar and in the request. */
export interface CommitmentFilter extends Params {
  state?: string[];
  cityId?: string[];
  topic?: string[];
  show?: 'soon' | 'waiting';
  limit?: number;
}

export const commitmentsKey = (workspaceId: string) => ['commitments', workspaceId] as const;
export const useCommitments = (workspaceId: string, filter: CommitmentFilter) =>
  useInfiniteQuery({
    queryKey: [...commitmentsKey(workspaceId), filter],
    queryFn: ({ pageParam, signal }) =>
      request('GET', `/workspaces/${workspaceId}/commitments`, CommitmentPage, {
        params: { ...filter, cursor: pageParam },
        signal,
      }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.nextCursor ?? undefined,
    placeholderData: keepPreviousData,
  });

export const commitmentKey = (commitmentId: string) => ['commitment', commitmentId] as const;
export const useCommitment = (commitmentId: string) =>
  useQuery({
    queryKey: commitmentKey(commitmentId),
    queryFn: ({ signal }) => request('GET', `/commitments/${commitmentId}`, Commitment, { signal }),
  });

function adopt(client: QueryClient, commitment: Commitment): void {
  client.setQueryData(commitmentKey(commitment.id), commitment);
  void client.invalidateQueries({ queryKey: commitmentsKey(commitment.workspaceId) });
}

/** The state that a stale write collided with, as the problem document carries it. */
export function currentOf(error: unknown): Commitment | null {
  if (!(error instanceof ApiError) || error.code !== 'stale-revision') return null;
  const parsed = Commitment.safeParse(error.problem?.current);
  return parsed.success ? parsed.data : null;
}

export function usePrepareCommitment(workspaceId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ id, body }: { id: string; body: PrepareCommitment }) =>
      request('PUT', `/workspaces/${workspaceId}/commitments/${id}`, Commitment, { body }),
    onSuccess: (commitment) => adopt(client, commitment),
  });
}

export type SettlingStep = 'keep' | 'end' | 'resume' | 'withdraw';
type Act =
  | { act: 'reword'; body: RewordCommitment }
  | { act: 'prove'; body: z.input<typeof ProveCommitment> }
  | { act: 'sign'; hash: string }
  | { act: SettlingStep; body: z.input<typeof SettleCommitment> };

function sendAct(id: string, act: Act): Promise<Commitment> {
  const at = `/commitments/${id}`;
  switch (act.act) {
    case 'reword':
      return request('PATCH', at, Commitment, { body: act.body });
    case 'prove':
      return request('PUT', `${at}/proofs`, Commitment, { body: act.body });
    case 'sign':
      return request('POST', `${at}/sign`, Commitment, { body: { hash: act.hash } });
    default:
      return request('POST', `${at}/${act.act}`, Commitment, { body: act.body });
  }
}

/** A change of a commitment. Where another one came first the page shows what stands there now. */
export function useCommitmentAct(commitmentId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (act: Act) => sendAct(commitmentId, act),
    onSuccess: (commitment) => adopt(client, commitment),
    onError: (error) => {
      const current = currentOf(error);
      if (current) adopt(client, current);
    },
  });
}
