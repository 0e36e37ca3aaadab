import type { SearchAnswer, SearchHit } from '@kontor/contracts';
import type { HitView, SearchView } from '@kontor/domain';

const presentHit = ({ kind, ofId, title, passage, record, workspace, cities }: HitView): SearchHit => ({
  kind,
  id: ofId,
  title,
  passage,
  place: record.place,
  workspace,
  cities: cities.map(({ id, name, country }) => ({ id, name, country })),
  language: record.language,
  status: record.status,
  changedAt: record.at?.toISOString() ?? null,
});

export const presentSearch = ({
  hits,
  nextOffset,
  counts,
  words,
  suggestions,
}: SearchView): SearchAnswer => ({
  items: hits.map(presentHit),
  nextOffset,
  counts,
  words,
  suggestions,
});
