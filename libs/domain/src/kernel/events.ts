import type { CommitmentId, DocumentId, SessionId, ThreadId, UserId, WorkspaceId } from '@kontor/contracts';

/** All that the domain announces, in one closed type. Listeners must be repeatable: an event may come twice. */
export type DomainEvent =
  /** Rights may have changed: matching live sessions of all transports are judged again at once. */
  | { type: 'access.changed'; userIds?: UserId[]; documentIds?: DocumentId[]; workspaceId?: WorkspaceId }
  /** Sessions ended (sign-out, password change, account disabled): their sockets close with 4401. */
  | { type: 'session.ended'; userId: UserId; sessionIds: SessionId[] | 'all'; except?: SessionId }
  | { type: 'workspace.changed'; workspaceId: WorkspaceId }
  | { type: 'member.changed'; workspaceId: WorkspaceId; userId: UserId | null }
  /** What others see of a person. */
  | { type: 'person.changed'; userId: UserId }
  | { type: 'practice-document.changed'; workspaceId: WorkspaceId; documentId: DocumentId }
  | { type: 'thread.changed'; workspaceId: WorkspaceId; threadId: ThreadId; seq: number }
  | { type: 'commitment.changed'; workspaceId: WorkspaceId; commitmentId: CommitmentId }
  /** Somebody has read posts of a thread. */
  | { type: 'thread.read'; userId: UserId; threadId: ThreadId }
  | { type: 'notification.changed'; userId: UserId };

export type DomainListener = (event: DomainEvent) => void;

/** Announces in this process; with several nodes a Redis bridge listens and repeats (a later issue). */
export class EventBus {
  readonly #listeners = new Set<DomainListener>();

  /** @returns a function that ends the subscription */
  subscribe(listener: DomainListener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Calls every listener now; one that throws does not keep the others from hearing it. */
  publish(event: DomainEvent): void {
    for (const listener of this.#listeners) {
      try {
        listener(event);
      } catch (error) {
        queueMicrotask(() => {
          throw error;
        });
      }
    }
  }
}
