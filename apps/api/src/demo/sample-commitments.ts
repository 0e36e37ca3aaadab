import { CommitmentId, CommitmentWording } from '@kontor/contracts';
import { hashOf, slugId, type CommitmentRecord, type SignatureRecord } from '@kontor/domain';
import { cityId, documentId, organisationId, userId, workspaceId } from './sample-records.js';
import { COMMITMENTS, ORGANISATIONS, PEOPLE, PROFILES, type SampleCommitment } from './sample/index.js';

const DAY_MS = 86_400_000;
/** Prepared so many days before it begins, or lately where it begins later; signed two days after that. */
const PREPARED_BEFORE = 4;
const SIGNED_AFTER = 2;

export { COMMITMENTS };

/** The record of a sample commitment, with days counted from the day of loading. */
export function commitmentRecord(sample: SampleCommitment, now: Date): CommitmentRecord {
  const day = (days: number) => new Date(now.getTime() + days * DAY_MS);
  const calendar = (days: number) => day(days).toISOString().slice(0, 10);
  const organisation = ORGANISATIONS.find(({ slug }) => slug === sample.organisation);
  const createdAt = day(Math.min(sample.from, 0) - PREPARED_BEFORE);
  const signedAt = new Date(createdAt.getTime() + SIGNED_AFTER * DAY_MS);
  const wording = CommitmentWording.parse({
    title: sample.title,
    text: sample.text,
    topics: sample.topics,
    from: calendar(sample.from),
    until: sample.until === null ? null : calendar(sample.until),
  });
  const owner = organisationId(sample.organisation);
  const hash = hashOf({ ...wording, organisationId: owner });
  const signature: SignatureRecord | null =
    sample.signedBy === null
      ? null
      : {
          ...signerOf(sample.signedBy),
          organisationName: organisation?.name ?? '',
          at: signedAt,
          hash,
          wording,
        };
  const settledAt = day((sample.until ?? 0) + 1);
  const preparedBy = userId(sample.preparedBy);
  return {
    ...wording,
    id: CommitmentId.parse(slugId('commitment', sample.slug)),
    workspaceId: workspaceId(sample.workspace),
    organisationId: owner,
    cityId: organisation?.city ? cityId(organisation.city) : null,
    revision: 0,
    state: sample.ended !== null ? 'ended' : signature === null ? 'prepared' : 'signed',
    signatures: signature === null ? [] : [signature],
    proofs:
      sample.proof === null
        ? []
        : [{ documentId: documentId(sample.proof.document), url: null, note: sample.proof.note }],
    settled: sample.ended === null ? null : { by: preparedBy, at: settledAt, note: sample.ended },
    isSample: true,
    createdAt,
    createdBy: preparedBy,
    updatedAt: sample.ended !== null ? settledAt : signature === null ? createdAt : signedAt,
    updatedBy: preparedBy,
  };
}

function signerOf(address: string): Pick<SignatureRecord, 'userId' | 'name' | 'jobTitle' | 'role'> {
  const person = PEOPLE.find((one) => one.address === address);
  if (person === undefined) throw new Error(`nobody in the demo is called ${address}`);
  return {
    userId: userId(address),
    name: person.name,
    jobTitle: PROFILES[address]?.jobTitle ?? '',
    role: 'decision-maker',
  };
}
