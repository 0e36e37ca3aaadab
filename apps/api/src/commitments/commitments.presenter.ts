import type { Commitment, CommitmentSignature } from '@kontor/contracts';
import type { CommitmentView, SignatureRecord } from '@kontor/domain';

export const presentCommitment = ({
  commitment,
  organisation,
  documents,
  ...view
}: CommitmentView): Commitment => ({
  id: commitment.id,
  workspaceId: commitment.workspaceId,
  workspaceName: view.workspaceName,
  revision: commitment.revision,
  organisation: {
    id: commitment.organisationId,
    name: organisation?.name ?? '',
    cityId: organisation?.cityId ?? null,
    cityName: organisation?.cityName ?? null,
  },
  title: commitment.title,
  text: commitment.text,
  topics: commitment.topics,
  from: commitment.from,
  until: commitment.until,
  hash: view.hash,
  state: commitment.state,
  changedSinceSigned: view.changedSinceSigned,
  runsOut: view.runsOut,
  isOver: view.isOver,
  signatures: commitment.signatures.map(presentSignature),
  proofs: commitment.proofs.map(({ documentId, url, note }) => {
    const documentTitle = documentId === null ? null : (documents.get(documentId) ?? null);
    return { documentId: documentTitle === null ? null : documentId, documentTitle, url, note };
  }),
  settled: commitment.settled && {
    by: view.settledBy,
    at: commitment.settled.at.toISOString(),
    note: commitment.settled.note,
  },
  isSample: commitment.isSample,
  preparedBy: view.preparedBy,
  createdAt: commitment.createdAt.toISOString(),
  updatedAt: commitment.updatedAt.toISOString(),
  abilities: view.abilities,
});

const presentSignature = ({
  userId,
  name,
  jobTitle,
  role,
  organisationName,
  at,
  hash,
  wording,
}: SignatureRecord): CommitmentSignature => ({
  by: { userId, name, jobTitle, role },
  organisationName,
  at: at.toISOString(),
  hash,
  wording,
});
