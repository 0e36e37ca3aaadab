import {
  DEFAULT_CHOICES,
  NOTIFICATION_KINDS,
  type ChangePreferences,
  type NotificationKind,
  type NotificationPreferences,
  type WorkspaceId,
} from '@kontor/contracts';
import type { Access } from '../access/access.js';
import type { Person } from '../kernel/actor.js';
import type { Clock } from '../kernel/ports.js';
import type { WorkspaceStore } from '../workspaces/workspaces.port.js';
import { choiceFor } from './choices.js';
import { nextDigestAt } from './digest-time.js';
import type { PreferenceRecords, Recipients } from './notifications.port.js';

const MOST_WORKSPACES = 200;

export interface PreferenceMeans {
  workspaces: Pick<WorkspaceStore, 'ofMember'>;
  recipients: Recipients;
  clock: Clock;
}

/** How somebody wants to be told. */
export class Preferences {
  constructor(
    private readonly records: PreferenceRecords,
    private readonly access: Access,
    private readonly means: PreferenceMeans,
  ) {}

  async read(actor: Person): Promise<NotificationPreferences> {
    this.access.requireAct(actor, 'notification.read');
    const { userId } = actor;
    const [chosen, workspaces] = await Promise.all([
      this.records.of([userId]),
      this.means.workspaces.ofMember(userId, { archived: false, after: null, limit: MOST_WORKSPACES }),
    ]);
    const own = chosen.get(userId);
    const everywhere = { ...DEFAULT_CHOICES, ...own?.everywhere };
    return {
      digest: own?.digest ?? 'daily',
      everywhere,
      workspaces: workspaces.map(({ id, name }) => ({
        workspaceId: id,
        name,
        choices: own?.workspaces.find(({ workspaceId }) => workspaceId === id)?.choices ?? {},
      })),
    };
  }

  async change(actor: Person, { digest, choice }: ChangePreferences): Promise<NotificationPreferences> {
    this.access.requireAct(actor, 'notification.choose');
    const { userId } = actor;
    if (choice !== undefined) {
      const { workspaceId, kind } = choice;
      if (workspaceId !== null) await this.access.require(actor, 'workspace.read', { workspaceId });
      await this.records.choose(userId, workspaceId, kind, choice.choice);
    }
    if (digest !== undefined) {
      const [own] = await this.means.recipients.of([userId]);
      const at = nextDigestAt(this.means.clock.now(), digest, own?.timeZone ?? 'UTC');
      await this.records.setDigest(userId, digest, at);
    }
    return this.read(actor);
  }

  /** No mails of this kind any more, in no workspace; what the centre shows stays. */
  async stopMails(userId: Person['userId'], from: NotificationKind | 'digest'): Promise<void> {
    const own = (await this.records.of([userId])).get(userId);
    const places = [null, ...(own?.workspaces.map(({ workspaceId }) => workspaceId) ?? [])];
    for (const workspaceId of places) {
      for (const kind of NOTIFICATION_KINDS) {
        const choices = workspaceId === null ? own?.everywhere : choicesIn(own, workspaceId);
        const choice = workspaceId === null ? (choices?.[kind] ?? DEFAULT_CHOICES[kind]) : choices?.[kind];
        if (choice === undefined) continue;
        if (from === 'digest' ? choice.mail !== 'digest' : kind !== from) continue;
        await this.records.choose(userId, workspaceId, kind, { ...choice, mail: 'never' });
      }
    }
  }

  /** Whether a mail about this may go out now. */
  async isMailed(
    userId: Person['userId'],
    about: { workspaceId: WorkspaceId; kind: NotificationKind },
  ): Promise<boolean> {
    const own = (await this.records.of([userId])).get(userId);
    return choiceFor(own, about.workspaceId, about.kind).mail !== 'never';
  }
}

type Own = Awaited<ReturnType<PreferenceRecords['of']>> extends Map<unknown, infer R> ? R : never;
const choicesIn = (own: Own | undefined, workspaceId: WorkspaceId) =>
  own?.workspaces.find((one) => one.workspaceId === workspaceId)?.choices;
