import { ERROR_STATUS, type ErrorCode, type Problem } from '@kontor/contracts';

export const PROBLEM_TYPE = 'application/problem+json; charset=utf-8';

/** A problem document of one code, with its own status. */
export const problemFor = (code: ErrorCode, more: Partial<Problem> = {}): Problem => ({
  type: `urn:kontor:${code}`,
  title: code,
  status: ERROR_STATUS[code],
  code,
  ...more,
});
