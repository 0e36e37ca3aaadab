import type { Instance } from '@kontor/contracts';
import { ORGANISATIONS, PEOPLE, type SamplePerson } from './sample/index.js';

export type DemoAccount = Instance['demoAccounts'][number];

/** No secret: it opens sample data only, and the sign-in page of a demo shows it. */
export const SHARED_DEMO_PASSWORD = 'kontor-demo';

export const demoAddress = ({ address }: SamplePerson): string => `${address}@demo.kontor.example`;

const nameOf = new Map(ORGANISATIONS.map(({ slug, name }) => [slug, name]));

/** The accounts in the order in which a newcomer should try them. */
export const DEMO_ACCOUNT_LIST: readonly DemoAccount[] = PEOPLE.map((person) => ({
  email: demoAddress(person),
  name: person.name,
  role: person.role,
  affiliation: person.organisation === null ? null : (nameOf.get(person.organisation) ?? null),
}));

/** What the start prints: the accounts without a second of their kind. */
export const DEMO_ACCOUNTS_FOR_START: readonly DemoAccount[] = DEMO_ACCOUNT_LIST.slice(0, 7);
