import { z } from 'zod';
import { Instant, MailId, OrganisationId, SessionId, UserId } from './ids.js';
import { UiLanguage } from './locales.js';
import { OrganisationType } from './organisations.contract.js';
import { page } from './paging.js';

/**
 * Own strict address check, before any mail library sees it: printable ASCII, one @, no white space, no
 * control characters, at most 254 characters. Stored folded to lower case.
 */
export const Email = z
  .string()
  .trim()
  .toLowerCase()
  .min(3)
  .max(254)
  .regex(
    /^[a-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?)+$/,
    'must be an e-mail address such as name@city.example',
  );

/** A person's name as others see it: no control characters, no angle brackets, at most 80 characters. */
export const PersonName = z
  .string()
  .trim()
  .min(1)
  .max(80)
  .regex(/^[^\p{Cc}<>]+$/u, 'must not contain control characters or angle brackets');

export const NewPassword = z.string().min(10).max(200);

export const SignIn = z.strictObject({ email: Email, password: z.string().min(1).max(200) });
export type SignIn = z.infer<typeof SignIn>;

/** The organisation of a person, as much of it as a name tag needs. */
export const Affiliation = z.object({
  organisationId: OrganisationId,
  organisationName: z.string(),
  cityName: z.string().nullable(),
  country: z.string().nullable(),
});
export type Affiliation = z.infer<typeof Affiliation>;

export const Theme = z.enum(['system', 'light', 'dark']);

export const Me = z
  .object({
    id: UserId,
    email: z.string(),
    name: z.string(),
    affiliation: Affiliation.nullable(),
    language: UiLanguage,
    theme: Theme,
    isOperator: z.boolean(),
    abilities: z.object({
      createWorkspace: z.boolean(),
      readMailOutbox: z.boolean(),
      managePeople: z.boolean(),
    }),
  })
  .meta({ id: 'Me' });
export type Me = z.infer<typeof Me>;

export const UpdateMe = z.strictObject({
  name: PersonName.optional(),
  language: UiLanguage.optional(),
  theme: Theme.optional(),
});
export type UpdateMe = z.infer<typeof UpdateMe>;

export const ChangePassword = z.strictObject({
  currentPassword: z.string().min(1).max(200),
  newPassword: NewPassword,
});
export type ChangePassword = z.infer<typeof ChangePassword>;

export const RequestPasswordReset = z.strictObject({ email: Email });
export type RequestPasswordReset = z.infer<typeof RequestPasswordReset>;
export const CompletePasswordReset = z.strictObject({
  token: z.string().min(20).max(200),
  password: NewPassword,
});
export type CompletePasswordReset = z.infer<typeof CompletePasswordReset>;

/** A session of the signed-in person, as the account page lists it. */
export const SessionView = z
  .object({ id: SessionId, createdAt: Instant, lastSeenAt: Instant, agent: z.string(), current: z.boolean() })
  .meta({ id: 'SessionView' });
export type SessionView = z.infer<typeof SessionView>;
export const SessionPage = page(SessionView);

/** What anyone may know about this installation before signing in. */
export const Instance = z
  .object({
    name: z.string(),
    version: z.string(),
    demo: z.boolean(),
    setUpNeeded: z.boolean(),
    demoAccounts: z.array(
      z.object({ email: z.string(), name: z.string(), role: z.string(), affiliation: z.string().nullable() }),
    ),
    /** The password that all demo accounts share; null outside of demo mode. */
    demoPassword: z.string().nullable(),
  })
  .meta({ id: 'Instance' });
export type Instance = z.infer<typeof Instance>;

export const SetUp = z.strictObject({
  name: PersonName,
  email: Email,
  password: NewPassword,
  language: UiLanguage,
  /** The operator's own organisation, the first of the house: without one no document could belong to anybody. */
  organisationName: z.string().trim().min(2).max(120).optional(),
  organisationType: OrganisationType.optional(),
});
export type SetUp = z.infer<typeof SetUp>;

/** A mail in the outbox on disk, for the operator page in demo and development. */
export const MailView = z
  .object({
    id: MailId,
    to: z.string(),
    subject: z.string(),
    text: z.string(),
    at: Instant,
    state: z.enum(['queued', 'sent', 'failed']),
  })
  .meta({ id: 'MailView' });
export type MailView = z.infer<typeof MailView>;
export const MailPage = page(MailView);

/** A person as the operator sees one: no content, only the account. */
export const AccountView = z
  .object({
    id: UserId,
    name: z.string(),
    email: z.string(),
    affiliation: Affiliation.nullable(),
    isOperator: z.boolean(),
    disabledAt: Instant.nullable(),
    lastSignInAt: Instant.nullable(),
  })
  .meta({ id: 'AccountView' });
export type AccountView = z.infer<typeof AccountView>;
export const AccountPage = page(AccountView);
