import type { AwarenessUser, CollabLimits } from '@kontor/contracts';
import type { Awareness } from 'y-protocols/awareness';
import type { Doc } from 'yjs';
import type { Aside } from './device-copy.js';
import type { AccessCheck } from './kontor-provider.js';
import type { SavedFacts } from './saved-state.js';

export interface SessionOptions {
  serverUrl: string;
  documentId: string;
  userId: string;
  canEdit: boolean;
  checkAccess: () => Promise<AccessCheck>;
  /** Rights were changed by somebody: ask again what this person may do. */
  rightsChanged: () => void;
}

/** What the page shows of a session; a new object whenever something changed. */
export interface SessionView {
  /** Rises when the text is replaced by another generation: the editor must be made anew. */
  epoch: number;
  doc: Doc;
  awareness: Awareness;
  facts: Omit<SavedFacts, 'now'>;
  lastDurableAt: number | null;
  way: 'websocket' | 'polling';
  /** Own words of an earlier generation, offered for copying. */
  aside: Aside | null;
  limits: CollabLimits | null;
}

export interface Peer extends AwarenessUser {
  clientId: number;
  section: string | null;
}
