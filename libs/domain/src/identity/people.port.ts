import type { OrganisationId, UiLanguage, UserId } from '@kontor/contracts';

/** A person as other nouns may know one. */
export interface PersonCard {
  id: UserId;
  name: string;
  email: string;
  organisationId: OrganisationId | null;
  /** In which the person reads and mails on the person's behalf are written. */
  language: UiLanguage;
  isOperator: boolean;
  disabledAt: Date | null;
}

/** Looking people up. Owned by identity, asked by every other noun. */
export interface People {
  byIds(ids: readonly UserId[]): Promise<PersonCard[]>;
  /** @param email folded to lower case */
  byEmail(email: string): Promise<PersonCard | null>;
  byOrganisations(ids: readonly OrganisationId[]): Promise<PersonCard[]>;
}

/** Opening an account for an invited person. */
export interface AccountOpener {
  /** @throws KontorError address-in-use, weak-password */
  open(account: {
    name: string;
    email: string;
    password: string;
    language: UiLanguage;
    organisationId: OrganisationId | null;
  }): Promise<PersonCard>;
}
