/** `CommitmentRecords` of @kontor/domain. */
export const COMMITMENT_RECORDS = Symbol('CommitmentRecords');
