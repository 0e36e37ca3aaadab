import { StandardSchemaValidationPipe } from '@nestjs/common';
import type { FieldFault } from '@kontor/contracts';
import { KontorError } from '@kontor/domain';

interface Issue {
  message: string;
  code?: string;
  keys?: string[];
  path?: readonly (PropertyKey | { key: PropertyKey })[] | undefined;
}

/** No answer grows with the input: a body with ten thousand faults is told of the first twenty. */
const MAX_FAULTS = 20;

const pathOf = (issue: Issue): string =>
  (issue.path ?? []).map((part) => String(typeof part === 'object' ? part.key : part)).join('.');

/** Turns one schema issue into faults; unknown fields are named one by one. */
function faultsOf(issue: Issue): FieldFault[] {
  const path = pathOf(issue);
  const rule = issue.code ?? 'invalid';
  if (issue.keys === undefined) return [{ field: path, rule, message: issue.message }];
  return issue.keys.map((key) => ({
    field: path === '' ? key : `${path}.${key}`,
    rule: 'unknown-field',
    message: 'is not a field of this request',
  }));
}

/** Edges parse: every body, query and parameter with a schema passes it here, once; unknown fields are refused. */
export const inputPipe = (): StandardSchemaValidationPipe =>
  new StandardSchemaValidationPipe({
    exceptionFactory: (issues: readonly Issue[]) => {
      const errors = issues.flatMap(faultsOf).slice(0, MAX_FAULTS);
      const first = errors[0];
      const detail =
        first === undefined ? 'The request is not valid.' : `${first.field || 'request'}: ${first.message}`;
      return new KontorError('invalid-input', detail, { errors });
    },
  });
