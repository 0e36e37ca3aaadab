import type { AcceptInvitation, UserId, WorkspaceId, WorkspaceRole } from '@kontor/contracts';
import type { Access } from '../access/access.js';
import type { AccountOpener, People, PersonCard } from '../identity/people.port.js';
import type { Actor } from '../kernel/actor.js';
import type { EventBus } from '../kernel/events.js';
import { invalidField, KontorError } from '../kernel/kontor-error.js';
import type { Clock, Tokens } from '../kernel/ports.js';
import type { OrganisationDirectory } from '../organisations/organisations.port.js';
import { stateAt, type InvitationRecord } from './invitation.js';
import type { InvitationStore } from './invitations.port.js';
import { membershipOf, type WorkspaceRecord } from './workspace.js';
import type { WorkspaceStore } from './workspaces.port.js';

/** What the holder of a link is told before deciding. */
export interface OfferView {
  workspaceName: string;
  role: WorkspaceRole;
  email: string;
  invitedByName: string;
  message: string;
  expiresAt: Date;
  accountExists: boolean;
}

/** What acceptance looks up and opens outside of its own noun. */
export interface AcceptanceMeans {
  people: People;
  opener: AccountOpener;
  organisations: OrganisationDirectory;
  tokens: Tokens;
  clock: Clock;
  events: EventBus;
}

interface Standing {
  invitation: InvitationRecord;
  workspace: WorkspaceRecord;
}

/**
 * Turning a link into a membership. The write that counts is the one on the workspace: it adds the member and uses the
 * invitation up at once, so that two tabs, a crash in between or a repeated request let somebody in exactly once.
 */
export class InvitationAcceptance {
  constructor(
    private readonly invitations: InvitationStore,
    private readonly workspaces: WorkspaceStore,
    private readonly access: Access,
    private readonly means: AcceptanceMeans,
  ) {}

  async inspect(actor: Actor, token: string): Promise<OfferView> {
    this.access.requireAct(actor, 'invitation.inspect');
    const { invitation, workspace } = await this.find(actor, token);
    const [inviter] = await this.means.people.byIds([invitation.invitedBy]);
    return {
      workspaceName: workspace.name,
      role: invitation.role,
      email: invitation.email,
      invitedByName: inviter?.name ?? '',
      message: invitation.message,
      expiresAt: invitation.expiresAt,
      accountExists: (await this.means.people.byEmail(invitation.email)) !== null,
    };
  }

  /**
   * @returns `opened` when an account was opened for it: such a person is to be signed in
   * @throws KontorError token-used-or-expired for every link that does not count (any more), `not-signed-in` when the
   * address has an account, `forbidden` when somebody else is signed in
   */
  async accept(
    actor: Actor,
    { token, account }: AcceptInvitation,
  ): Promise<{ workspaceId: WorkspaceId; userId: UserId; opened: boolean }> {
    this.access.requireAct(actor, 'invitation.accept');
    const { invitation, workspace } = await this.find(actor, token);
    const holder = await this.means.people.byEmail(invitation.email);
    if (actor.kind === 'person' && actor.userId !== holder?.id) {
      throw new KontorError(
        'forbidden',
        `This invitation is for ${invitation.email}. Sign out first, then open it again.`,
      );
    }
    if (holder !== null && actor.kind === 'anonymous') {
      throw new KontorError(
        'not-signed-in',
        'This address has an account. Sign in with it, then open the link again.',
      );
    }
    if (holder !== null && membershipOf(workspace, holder.id) !== null) {
      throw new KontorError('already-member', 'You are a member of this workspace already.');
    }
    const person = holder ?? (await this.open(invitation, account));
    await this.join(invitation, person);
    return { workspaceId: workspace.id, userId: person.id, opened: holder === null };
  }

  /** One answer for a token that never was, was used, revoked, replaced, or is past its deadline. */
  private async find(actor: Actor, token: string): Promise<Standing> {
    const invitation = await this.invitations.byDigest(this.means.tokens.digest(token));
    if (invitation === null || !this.counts(invitation, actor)) throw spent();
    const workspace = await this.workspaces.byId(invitation.workspaceId);
    if (workspace === null || workspace.usedInvitations.includes(invitation.id)) throw spent();
    // Never a higher role than the inviter may give at this moment: only coordinators give any.
    if (membershipOf(workspace, invitation.invitedBy)?.role !== 'coordinator') throw spent();
    if (workspace.archivedAt !== null) {
      throw new KontorError('workspace-archived', 'This workspace is in the archive.');
    }
    return { invitation, workspace };
  }

  /** Pending in time; or claimed by this very person, whose joining a crash may have cut off. */
  private counts(invitation: InvitationRecord, actor: Actor): boolean {
    const state = stateAt(invitation, this.means.clock.now());
    if (state === 'accepted') return actor.kind === 'person' && invitation.acceptedBy === actor.userId;
    return state === 'pending';
  }

  private async open(
    invitation: InvitationRecord,
    account: AcceptInvitation['account'],
  ): Promise<PersonCard> {
    if (account === undefined) {
      throw invalidField('account', 'required', 'account: this address has none yet, so one is needed');
    }
    const organisationId = account.organisationId ?? invitation.organisationId;
    if (
      organisationId !== null &&
      (await this.means.organisations.organisationsByIds([organisationId])).length === 0
    ) {
      throw invalidField(
        'account.organisationId',
        'unknown',
        'account.organisationId: there is no such organisation',
      );
    }
    return this.means.opener.open({ ...account, email: invitation.email, organisationId });
  }

  private async join(invitation: InvitationRecord, person: PersonCard): Promise<void> {
    const { id, workspaceId, role, invitedBy, digest } = invitation;
    const now = this.means.clock.now();
    if (
      invitation.state === 'pending' &&
      (await this.invitations.claim(id, digest, person.id, now)) === null
    ) {
      throw spent();
    }
    const member = { userId: person.id, role, since: now };
    const outcome = await this.workspaces.join(workspaceId, member, {
      invitationId: id,
      inviterId: invitedBy,
    });
    if (outcome === 'already-member') throw new KontorError('already-member', 'You are a member already.');
    if (outcome === 'full')
      throw new KontorError('conflict', 'This workspace has as many members as it can hold.');
    if (outcome !== 'joined') throw spent();
    this.means.events.publish({ type: 'access.changed', userIds: [person.id], workspaceId });
    this.means.events.publish({ type: 'member.changed', workspaceId, userId: person.id });
  }
}

const spent = (): KontorError =>
  new KontorError('token-used-or-expired', 'This invitation does not count any more. Ask for a new one.');
