import type { CompletePasswordReset, RequestPasswordReset, SignIn } from '@kontor/contracts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { z } from 'zod';
import { request } from '../../../app/http.js';
import { forgetWords } from '../../../app/own-words.js';
import { forgetCopies } from '../../../collab/forget-copies.js';
import { meKey, useMe } from './me.js';

export function useSignIn() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: SignIn) => request('POST', '/session', z.unknown(), { body }),
    onSuccess: () => client.resetQueries({ queryKey: meKey }),
  });
}

interface SignOut {
  where: 'here' | 'everywhere';
  /** Words that no server has are removed from this device too. */
  forgetUnsaved?: boolean;
}

/** Signs out here, or everywhere at once. */
export function useSignOut() {
  const me = useMe();
  return useMutation({
    mutationFn: ({ where }: SignOut) =>
      request('DELETE', where === 'here' ? '/session' : '/sessions', z.unknown()),
    onSuccess: async (_answer, { forgetUnsaved }) => {
      if (!me.data) return;
      forgetWords(me.data.id, forgetUnsaved);
      await forgetCopies(me.data.id, forgetUnsaved);
    },
  });
}

export function useRequestPasswordReset() {
  return useMutation({
    mutationFn: (body: RequestPasswordReset) => request('POST', '/password-resets', z.unknown(), { body }),
  });
}

export function useCompletePasswordReset() {
  return useMutation({
    mutationFn: (body: CompletePasswordReset) =>
      request('POST', '/password-resets/complete', z.unknown(), { body }),
  });
}
