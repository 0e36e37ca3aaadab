import { foldName } from '../organisations/names.js';

/** Bounds the key, and so every cursor that carries it, whatever script a name is in; ties go by id anyway. */
const LENGTH = 50;

/** What lists by name are ordered by: folded, so that Örebro stands by O for everybody alike. */
export const sortKeyOf = (name: string): string => Array.from(foldName(name)).slice(0, LENGTH).join('');
