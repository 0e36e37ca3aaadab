import { PracticeDocument, type BeginFromPost } from '@kontor/contracts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { request } from '../../../app/http.js';
import { documentKey, documentsKey } from '../../practice-documents/api/practice-documents.js';
import { threadKey } from './threads.js';

/** Begins a document with the words of a post, under a key chosen before: sent again it is the same document. */
export function useBeginFromPost(threadId: string, postId: string, key: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: BeginFromPost) =>
      request('PUT', `/threads/${threadId}/posts/${postId}/practice-documents/${key}`, PracticeDocument, {
        body,
      }),
    onSuccess: async (document) => {
      client.setQueryData(documentKey(document.id), document);
      await Promise.all([
        client.invalidateQueries({ queryKey: documentsKey(document.workspaceId) }),
        client.invalidateQueries({ queryKey: threadKey(threadId) }),
      ]);
    },
  });
}
