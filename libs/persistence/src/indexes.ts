import type { Connection } from 'mongoose';
import { ensureActivityIndexes } from './activity/activity.model.js';
import { ensureAttachmentIndexes } from './attachments/attachments.adapter.js';
import { ensureDocumentIndexes } from './collab/index.js';
import { ensureOfferIndexes } from './communities/offers.adapter.js';
import { ensureCommitmentIndexes } from './commitments/commitment.model.js';
import { ensureDraftIndexes } from './discussions/drafts.adapter.js';
import { ensureDiscussionIndexes } from './discussions/thread.model.js';
import { ensureIdentityIndexes } from './identity/indexes.js';
import { ensureMailIndexes } from './mail/mail.model.js';
import { ensureFileIndexes } from './files/files.adapter.js';
import { ensureNotificationIndexes } from './notifications/notification.model.js';
import { ensureWatchIndexes } from './notifications/watch.model.js';
import { ensureOrganisationsIndexes } from './organisations/places.model.js';
import { ensurePracticeDocumentIndexes } from './practice-documents/practice-document.model.js';
import { ensureVisitIndexes } from './practice-documents/visits.adapter.js';
import { ensureSearchIndexes } from './search/search.model.js';
import { ensureInvitationIndexes } from './workspaces/invitation.model.js';
import { ensureWorkspaceIndexes } from './workspaces/workspace.model.js';

/** Makes every index that the adapters rely on; safe to run at each start. */
export async function ensureIndexes(connection: Connection): Promise<void> {
  await ensureDocumentIndexes(connection);
  await ensureIdentityIndexes(connection);
  await ensureMailIndexes(connection);
  await ensureOrganisationsIndexes(connection);
  await ensureWorkspaceIndexes(connection);
  await ensureInvitationIndexes(connection);
  await ensurePracticeDocumentIndexes(connection);
  await ensureVisitIndexes(connection);
  await ensureDiscussionIndexes(connection);
  await ensureCommitmentIndexes(connection);
  await ensureDraftIndexes(connection);
  await ensureOfferIndexes(connection);
  await ensureActivityIndexes(connection);
  await ensureFileIndexes(connection);
  await ensureAttachmentIndexes(connection);
  await ensureNotificationIndexes(connection);
  await ensureWatchIndexes(connection);
  await ensureSearchIndexes(connection);
}
