import { InvitationId, type CreateInvitation, type WorkspaceId } from '@kontor/contracts';
import type { Access } from '../access/access.js';
import type { InvitationGrant } from '../access/grants.js';
import type { People } from '../identity/people.port.js';
import type { Person } from '../kernel/actor.js';
import { decodeTimeCursor, pageOf } from '../kernel/cursor.js';
import { invalidField, KontorError, notFound } from '../kernel/kontor-error.js';
import type { Clock, Ids, Mailer, Tokens } from '../kernel/ports.js';
import type { OrganisationDirectory } from '../organisations/organisations.port.js';
import { expiryFrom, stateAt, type InvitationRecord, type InvitationState } from './invitation.js';
import { invitationMail } from './invitation-mail/invitation-mail.js';
import type { InvitationStore } from './invitations.port.js';
import { membershipOf, type WorkspaceRecord } from './workspace.js';

/** An invitation as coordinators see it; its token is in the mail only. */
export interface InvitationView {
  invitation: InvitationRecord;
  state: InvitationState;
  invitedByName: string;
}

/** The means to write and send an invitation. */
export interface InvitationMeans {
  ids: Ids;
  tokens: Tokens;
  clock: Clock;
  mailer: Mailer;
  /** Base of the link, without a slash at its end. */
  publicUrl: () => string;
}

/** As an address names it: the invitation must be of that very workspace. */
export interface InvitationInWorkspace {
  workspaceId: WorkspaceId;
  invitationId: InvitationId;
}

const LIST = 'invitations';

/** Inviting by e-mail, before an account exists. */
export class Invitations {
  constructor(
    private readonly store: InvitationStore,
    private readonly people: People,
    private readonly organisations: OrganisationDirectory,
    private readonly access: Access,
    private readonly means: InvitationMeans,
  ) {}

  async list(
    actor: Person,
    workspaceId: WorkspaceId,
    query: { cursor?: string | undefined; limit: number },
  ): Promise<{ items: InvitationView[]; nextCursor: string | null }> {
    await this.access.require(actor, 'invitation.read', { workspaceId });
    const after = decodeTimeCursor(LIST, query.cursor);
    const rows = await this.store.ofWorkspace(workspaceId, { after, limit: query.limit + 1 });
    const page = pageOf(LIST, rows, query.limit, ({ createdAt, id }) => ({
      key: createdAt.toISOString(),
      id,
    }));
    return { items: await this.views(page.items), nextCursor: page.nextCursor };
  }

  /** @throws KontorError already-member; conflict when one is pending for the same address */
  async create(actor: Person, workspaceId: WorkspaceId, input: CreateInvitation): Promise<InvitationView> {
    const { workspace } = await this.access.require(actor, 'invitation.create', { workspaceId });
    await this.refuseMember(workspace, input.email);
    await this.refuseUnknownOrganisation(input);
    const [inviter] = await this.people.byIds([actor.userId]);
    const token = this.means.tokens.create();
    const now = this.means.clock.now();
    const invitation: InvitationRecord = {
      id: InvitationId.parse(this.means.ids.next()),
      workspaceId,
      email: input.email,
      role: input.role,
      organisationId: input.organisationId ?? null,
      message: input.message,
      language: inviter?.language ?? 'en',
      digest: this.means.tokens.digest(token),
      state: 'pending',
      invitedBy: actor.userId,
      createdAt: now,
      sentAt: null,
      expiresAt: expiryFrom(now),
      acceptedBy: null,
      acceptedAt: null,
    };
    if (!(await this.store.insert(invitation, now))) {
      throw new KontorError(
        'conflict',
        'This address is invited already. Send that invitation again instead.',
      );
    }
    return this.send(actor, workspace, invitation, token);
  }

  /** A new link and a new deadline; the old link is dead from this moment. */
  async resend(actor: Person, ref: InvitationInWorkspace): Promise<InvitationView> {
    const { invitationId } = ref;
    const { workspace } = await this.require(actor, 'invitation.resend', ref);
    const token = this.means.tokens.create();
    const renewed = await this.store.renew(invitationId, {
      digest: this.means.tokens.digest(token),
      // Whoever sends it answers for it: it outlives a first inviter who is no coordinator any more.
      invitedBy: actor.userId,
      expiresAt: expiryFrom(this.means.clock.now()),
    });
    if (renewed === null) throw noLongerPending();
    return this.send(actor, workspace, renewed, token);
  }

  async revoke(actor: Person, ref: InvitationInWorkspace): Promise<InvitationView> {
    await this.require(actor, 'invitation.revoke', ref);
    const revoked = await this.store.revoke(ref.invitationId);
    if (revoked === null) throw noLongerPending();
    const [view] = await this.views([revoked]);
    if (view === undefined) throw new Error('a view per invitation');
    return view;
  }

  private async require(
    actor: Person,
    action: 'invitation.resend' | 'invitation.revoke',
    { workspaceId, invitationId }: InvitationInWorkspace,
  ): Promise<InvitationGrant> {
    const grant = await this.access.require(actor, action, { invitationId });
    if (grant.workspace.id !== workspaceId) throw notFound();
    return grant;
  }

  /** Until the mail is in the outbox `sentAt` stays empty: a crash in between is seen, and cured by sending again. */
  private async send(
    actor: Person,
    workspace: WorkspaceRecord,
    invitation: InvitationRecord,
    token: string,
  ): Promise<InvitationView> {
    const { subject, text } = invitationMail(invitation.language, {
      inviterName: actor.name,
      workspaceName: workspace.name,
      role: invitation.role,
      message: invitation.message,
      link: `${this.means.publicUrl()}/invitation#token=${token}`,
      expiresAt: invitation.expiresAt,
    });
    // The digest is part of the key: a repeated act does not send twice, a new token does.
    const key = `invitation:${invitation.id}:${invitation.digest.slice(0, 16)}`;
    await this.means.mailer.queue({ key, to: invitation.email, subject, text });
    const sent = await this.store.markSent(invitation.id, invitation.digest, this.means.clock.now());
    const [view] = await this.views([sent ?? invitation]);
    if (view === undefined) throw new Error('a view per invitation');
    return view;
  }

  private async refuseMember(workspace: WorkspaceRecord, email: string): Promise<void> {
    const person = await this.people.byEmail(email);
    if (person !== null && membershipOf(workspace, person.id) !== null) {
      throw new KontorError('already-member', 'This person is a member already.');
    }
  }

  private async refuseUnknownOrganisation({ organisationId }: CreateInvitation): Promise<void> {
    if (organisationId === undefined) return;
    if ((await this.organisations.organisationsByIds([organisationId])).length > 0) return;
    throw invalidField('organisationId', 'unknown', 'organisationId: there is no such organisation');
  }

  private async views(invitations: readonly InvitationRecord[]): Promise<InvitationView[]> {
    const inviters = await this.people.byIds([...new Set(invitations.map((i) => i.invitedBy))]);
    const names = new Map(inviters.map((person) => [person.id, person.name]));
    const now = this.means.clock.now();
    return invitations.map((invitation) => ({
      invitation,
      state: stateAt(invitation, now),
      invitedByName: names.get(invitation.invitedBy) ?? 'Former member',
    }));
  }
}

const noLongerPending = (): KontorError =>
  new KontorError('conflict', 'This invitation was accepted or revoked. Invite again instead.');
