import { z } from 'zod';
import {
  CityId,
  CommitmentId,
  Day,
  DocumentId,
  Instant,
  OrganisationId,
  UserId,
  WorkspaceId,
} from './ids.js';
import { csv, page, PageQuery } from './paging.js';
import { Topic, TOPICS } from './practice-documents.contract.js';
import { WorkspaceRole } from './workspaces.contract.js';

/** `prepared`: nobody has signed it. `signed`: it binds. The others end it: it was kept, its term is over, it was taken back. */
export const COMMITMENT_STATES = ['prepared', 'signed', 'kept', 'ended', 'withdrawn'] as const;
export const CommitmentState = z.enum(COMMITMENT_STATES);
export type CommitmentState = z.infer<typeof CommitmentState>;

/** A signed commitment whose last day is not further away than this runs out soon. */
export const RUNS_OUT_WITHIN_DAYS = 90;
export const MOST_PROOFS = 12;

const noControls = (pattern: RegExp) => [pattern, 'must not contain control characters'] as const;
const line = (most: number) =>
  z
    .string()
    .trim()
    .max(most)
    .regex(...noControls(/^\P{Cc}*$/u));

const wording = {
  title: line(100).min(1),
  /** Plain text; an empty line begins a paragraph. */
  text: z
    .string()
    .trim()
    .min(1)
    .max(2000)
    .regex(...noControls(/^[\P{Cc}\n\t]*$/u)),
  topics: z.array(Topic).max(TOPICS.length),
  from: Day,
  /** The last day; null: open. */
  until: Day.nullable(),
};

/** What is signed: together with the organisation these words are what the hash is taken of. */
export const CommitmentWording = z.object(wording);
export type CommitmentWording = z.infer<typeof CommitmentWording>;

/** `PUT /workspaces/:workspaceId/commitments/:commitmentId`: the client chooses the id, so a repeat is the same. */
export const PrepareCommitment = z.strictObject({ organisationId: OrganisationId, ...wording });
export type PrepareCommitment = z.infer<typeof PrepareCommitment>;

const Revision = z.number().int().min(0);

export const RewordCommitment = z.strictObject({ revision: Revision, ...z.object(wording).partial().shape });
export type RewordCommitment = z.infer<typeof RewordCommitment>;

/** Digest of the wording that was shown to whoever signs: nobody signs what they did not see. */
export const WordingHash = z.string().regex(/^[0-9a-f]{64}$/, 'must be 64 hexadecimal digits');
export const SignCommitment = z.strictObject({ hash: WordingHash });
export type SignCommitment = z.infer<typeof SignCommitment>;

/** Shows that something was done: a practice document of the workspace, a page elsewhere, or both. */
const Proof = z
  .strictObject({
    documentId: DocumentId.nullable().default(null),
    url: z
      .url({
        protocol: /^https$/,
        hostname: z.regexes.domain,
        error: 'must be an address that begins with https://',
      })
      .max(500)
      .nullable()
      .default(null),
    note: line(300).default(''),
  })
  .refine(({ documentId, url }) => documentId !== null || url !== null, {
    error: 'must name a document or an address',
    path: ['url'],
  });
/** `PUT /commitments/:commitmentId/proofs` takes the place of all that were there. */
export const ProveCommitment = z.strictObject({
  revision: Revision,
  proofs: z.array(Proof).max(MOST_PROOFS),
});
export type ProveCommitment = z.infer<typeof ProveCommitment>;

/** `POST /commitments/:commitmentId/keep`, `/end`, `/resume`, `/withdraw`, with a word why. */
export const SettleCommitment = z.strictObject({ revision: Revision, note: line(300).default('') });
export type SettleCommitment = z.infer<typeof SettleCommitment>;

export const CommitmentSignature = z.object({
  by: z.object({ userId: UserId, name: z.string(), jobTitle: z.string(), role: WorkspaceRole }),
  /** As it was called when it was signed. */
  organisationName: z.string(),
  at: Instant,
  hash: WordingHash,
  /** What was signed, word for word. */
  wording: CommitmentWording,
});
export type CommitmentSignature = z.infer<typeof CommitmentSignature>;

export const CommitmentAbilities = z.object({
  reword: z.boolean(),
  prove: z.boolean(),
  sign: z.boolean(),
  keep: z.boolean(),
  end: z.boolean(),
  resume: z.boolean(),
  withdraw: z.boolean(),
});

/** One line of the register. */
export const Commitment = z
  .object({
    id: CommitmentId,
    workspaceId: WorkspaceId,
    workspaceName: z.string(),
    revision: z.number().int(),
    organisation: z.object({
      id: OrganisationId,
      name: z.string(),
      cityId: CityId.nullable(),
      cityName: z.string().nullable(),
    }),
    ...wording,
    hash: WordingHash,
    state: CommitmentState,
    /** Its words are no longer those that were signed last. */
    changedSinceSigned: z.boolean(),
    /** Signed, and its last day is near. */
    runsOut: z.boolean(),
    /** Its last day has passed. */
    isOver: z.boolean(),
    signatures: z.array(CommitmentSignature),
    /** `document` is null where there is none or the reader may not open it. */
    proofs: z.array(
      z.object({
        documentId: DocumentId.nullable(),
        documentTitle: z.string().nullable(),
        url: z.string().nullable(),
        note: z.string(),
      }),
    ),
    /** How it came to be kept, ended or withdrawn. */
    settled: z.object({ by: z.string(), at: Instant, note: z.string() }).nullable(),
    isSample: z.boolean(),
    preparedBy: z.string(),
    createdAt: Instant,
    updatedAt: Instant,
    abilities: CommitmentAbilities,
  })
  .meta({ id: 'Commitment' });
export type Commitment = z.infer<typeof Commitment>;
export const CommitmentPage = page(Commitment);

/** Those whose last day is near come first, then the open ones, then what is settled. */
export const CommitmentQuery = PageQuery.extend({
  state: csv(CommitmentState),
  cityId: csv(CityId),
  organisationId: OrganisationId.optional(),
  topic: csv(Topic),
  /** `soon`: runs out within {@link RUNS_OUT_WITHIN_DAYS} days; `waiting`: waits for a signature. */
  show: z.enum(['soon', 'waiting']).optional(),
});
export type CommitmentQuery = z.infer<typeof CommitmentQuery>;
