import {
  DEFAULT_CHOICES,
  type NotificationChoice,
  type NotificationKind,
  type WorkspaceId,
} from '@kontor/contracts';
import type { PreferenceRecord } from './notifications.port.js';

/** What holds for this kind in this workspace: the choice for it, else the one for everywhere, else the default. */
export function choiceFor(
  preferences: PreferenceRecord | undefined,
  workspaceId: WorkspaceId,
  kind: NotificationKind,
): NotificationChoice {
  const here = preferences?.workspaces.find((one) => one.workspaceId === workspaceId)?.choices[kind];
  return here ?? preferences?.everywhere[kind] ?? DEFAULT_CHOICES[kind];
}
