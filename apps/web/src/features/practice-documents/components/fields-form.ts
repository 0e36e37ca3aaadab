import type { PracticeDocument } from '@kontor/contracts';

/** The editable fields as the form holds them. */
export interface FieldsForm {
  title: string;
  docType: PracticeDocument['docType'];
  ownerOrganisationId: string;
  cityIds: string[];
  topics: string[];
  language: PracticeDocument['language'];
  implementationStatus: PracticeDocument['implementationStatus'];
  startDate: string | null;
  endDate: string | null;
}

export const formOf = (document: PracticeDocument): FieldsForm => ({
  title: document.title,
  docType: document.docType,
  ownerOrganisationId: document.owner.id,
  cityIds: document.cities.map((city) => city.id),
  topics: document.topics,
  language: document.language,
  implementationStatus: document.implementationStatus,
  startDate: document.startDate,
  endDate: document.endDate,
});

/** The fields that differ, with their new values: only these are sent, so two people may change different ones. */
export function changedBetween(before: FieldsForm, after: FieldsForm): Partial<FieldsForm> {
  const names = Object.keys(after).filter((name): name is keyof FieldsForm => name in before);
  const changed = names.filter(
    (name) => JSON.stringify(sorted(before[name])) !== JSON.stringify(sorted(after[name])),
  );
  return Object.fromEntries(changed.map((name) => [name, after[name]]));
}

const sorted = (value: FieldsForm[keyof FieldsForm]) => (Array.isArray(value) ? [...value].sort() : value);
