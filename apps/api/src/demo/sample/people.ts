import type { UiLanguage, WorkspaceRole } from '@kontor/contracts';
import type { SampleWorkspace } from './workspaces.js';

/** A person of the demo. Invented, and looks it; the organisation is real. */
export interface SamplePerson {
  /** Before the @: `<role>[.<city>]`. */
  address: string;
  name: string;
  /** As the sign-in page names it. */
  role: 'coordinator' | 'editor' | 'member' | 'reviewer' | 'decision-maker' | 'operator';
  /** Slug of the organisation. */
  organisation: string | null;
  language: UiLanguage;
  memberships: Partial<Record<SampleWorkspace['slug'], WorkspaceRole>>;
  /** Slugs of the documents that "continue where you left" shows, the latest first. */
  visits: readonly string[];
}

const person = (
  address: string,
  name: string,
  organisation: string | null,
  memberships: SamplePerson['memberships'],
  visits: readonly string[] = [],
  language: UiLanguage = 'en',
): SamplePerson => {
  const role = ROLES.find((known) => address === known || address.startsWith(`${known}.`));
  if (role === undefined) throw new Error(`the address ${address} names no role`);
  return { address, name, role, organisation, language, memberships, visits };
};

const ROLES = ['coordinator', 'editor', 'member', 'reviewer', 'decision-maker', 'operator'] as const;

/** Reviewers are invited per document and operators run the server: neither is a member of anything. */
export const PEOPLE: readonly SamplePerson[] = [
  person(
    'coordinator',
    'Demo Coordinator, Tampere',
    'baltic-institute',
    {
      'eparticipation-manual': 'coordinator',
      'north-sea-transfer': 'coordinator',
      'user-centric-cities': 'coordinator',
      'baltic-demo-centres': 'coordinator',
    },
    ['tartu-participatory-budget', 'klaipeda-problems-map', 'helsinki-omastadi'],
  ),
  person(
    'editor.tampere',
    'Demo Editor, Tampere',
    'city-tampere',
    {
      'eparticipation-manual': 'editor',
      'north-sea-transfer': 'editor',
      'user-centric-cities': 'editor',
      'baltic-demo-centres': 'editor',
    },
    ['ennen-palvelun-siirtamista', 'helsinki-omastadi', 'kortrijk-shared-web-platform'],
  ),
  person(
    'editor.kortrijk',
    'Demo Editor, Kortrijk',
    'city-kortrijk',
    {
      'north-sea-transfer': 'editor',
      'eparticipation-manual': 'editor',
      'baltic-demo-centres': 'editor',
    },
    ['kortrijk-shared-web-platform', 'een-dienst-overnemen', 'norfolk-customer-insight'],
  ),
  person('member', 'Demo Member, Utrecht', 'city-utrecht', {
    'eparticipation-manual': 'member',
    'user-centric-cities': 'member',
  }),
  person('reviewer', 'Demo Reviewer, Edinburgh', 'napier', {}),
  person(
    'decision-maker.kortrijk',
    'Demo Decision Maker, Kortrijk',
    'city-kortrijk',
    { 'north-sea-transfer': 'decision-maker' },
    ['kortrijk-shared-web-platform'],
  ),
  person('operator', 'Demo Operator', null, {}),
  person('coordinator.kortrijk', 'Demo Coordinator, Kortrijk', 'leiedal', {
    'north-sea-transfer': 'coordinator',
  }),
  person(
    'editor.tartu',
    'Demo Editor, Tartu',
    'city-tartu',
    { 'eparticipation-manual': 'editor', 'baltic-demo-centres': 'editor' },
    ['tartu-participatory-budget', 'estonia-finland-data-exchange'],
  ),
  person('editor.karlstad', 'Demo Editor, Karlstad', 'city-karlstad', { 'north-sea-transfer': 'editor' }, [
    'karlstad-e-office',
    'kristiansand-lillesand-workflow',
  ]),
  person(
    'editor.riga',
    'Demo Editor, Rīga',
    'city-riga',
    { 'user-centric-cities': 'editor', 'baltic-demo-centres': 'editor' },
    ['riga-digital-agency'],
  ),
  person(
    'editor.helsinki',
    'Demo Editor, Helsinki',
    'city-helsinki',
    { 'eparticipation-manual': 'editor', 'user-centric-cities': 'editor' },
    ['helsinki-preschool-place-by-text-message', 'helsinki-omastadi'],
  ),
  person('editor.ghent', 'Demo Editor, Gent', 'city-ghent', { 'user-centric-cities': 'editor' }, [
    'ghent-rights-without-application',
  ]),
  person('editor.gothenburg', 'Demo Editor, Göteborg', 'city-gothenburg', {
    'eparticipation-manual': 'editor',
    'user-centric-cities': 'editor',
  }),
  person('editor.tallinn', 'Demo Editor, Tallinn', 'city-tallinn', {
    'baltic-demo-centres': 'editor',
    'user-centric-cities': 'editor',
  }),
  person('editor.kristiansand', 'Demo Editor, Kristiansand', 'city-kristiansand', {
    'north-sea-transfer': 'editor',
  }),
  person('editor.norfolk', 'Demo Editor, Norfolk', 'norfolk-cc', { 'north-sea-transfer': 'editor' }),
  person(
    'editor.osterholz',
    'Demo Editor, Osterholz-Scharmbeck',
    'city-ohz',
    { 'eparticipation-manual': 'editor', 'north-sea-transfer': 'editor' },
    ['fuenf-schritte-der-beteiligung'],
    'de',
  ),
  person('decision-maker.tallinn', 'Demo Decision Maker, Tallinn', 'city-tallinn', {
    'baltic-demo-centres': 'decision-maker',
  }),
  person('member.riga', 'Demo Łukasz Šķērsons-Ōbergsson', 'litc', { 'baltic-demo-centres': 'member' }),
];
