import { z } from 'zod';

/** Who reads a thread: officials of the workspace, or its community members as well. */
export const THREAD_AUDIENCES = ['workspace', 'community'] as const;
export const ThreadAudience = z.enum(THREAD_AUDIENCES);
export type ThreadAudience = z.infer<typeof ThreadAudience>;
