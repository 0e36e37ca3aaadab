import {
  AcceptedInvitation,
  Invitation,
  InvitationOffer,
  InvitationPage,
  type AcceptInvitation,
  type CreateInvitation,
} from '@kontor/contracts';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { z } from 'zod';
import { request, requestAll } from '../../../app/http.js';
import { workspacesKey } from './workspaces.js';

export const invitationsKey = (workspaceId: string) => ['workspace', workspaceId, 'invitations'] as const;
export const useInvitations = (workspaceId: string, enabled: boolean) =>
  useQuery({
    queryKey: invitationsKey(workspaceId),
    queryFn: ({ signal }) => requestAll(`/workspaces/${workspaceId}/invitations`, InvitationPage, signal),
    enabled,
  });

export function useInvite(workspaceId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: CreateInvitation) =>
      request('POST', `/workspaces/${workspaceId}/invitations`, Invitation, { body }),
    onSuccess: () => client.invalidateQueries({ queryKey: invitationsKey(workspaceId) }),
  });
}

export function useResendInvitation(workspaceId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: string) =>
      request('POST', `/workspaces/${workspaceId}/invitations/${id}/resend`, z.unknown()),
    onSettled: () => client.invalidateQueries({ queryKey: invitationsKey(workspaceId) }),
  });
}

export function useRevokeInvitation(workspaceId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: string) =>
      request('DELETE', `/workspaces/${workspaceId}/invitations/${id}`, z.unknown()),
    onSettled: () => client.invalidateQueries({ queryKey: invitationsKey(workspaceId) }),
  });
}

/** Reads what a link offers, without using it up. The key holds no token: keys end up in tools and logs. */
export const useInvitationOffer = (token: string) =>
  useQuery({
    queryKey: ['invitation-offer'],
    queryFn: () => request('POST', '/invitations/inspect', InvitationOffer, { body: { token } }),
    enabled: token !== '',
    retry: false,
    gcTime: 0,
  });

export function useAcceptInvitation() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: AcceptInvitation) =>
      request('POST', '/invitations/accept', AcceptedInvitation, { body }),
    onSuccess: () => client.invalidateQueries({ queryKey: workspacesKey }),
  });
}
