/** Well-formed but beyond what we accept: refused with `invalid`; the third time closes with 4422. */
export class LimitError extends Error {}
