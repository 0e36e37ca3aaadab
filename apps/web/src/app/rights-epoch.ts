let epoch = 0;

/** Changes whenever the reader's own rights may have: what carries `abilities` and is kept in parts is asked for anew. */
export const rightsEpoch = (): number => epoch;
export const rightsChanged = (): void => {
  epoch += 1;
};
