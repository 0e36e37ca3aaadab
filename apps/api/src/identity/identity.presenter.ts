import { Inject, Injectable } from '@nestjs/common';
import type { AccountView, Affiliation, Me, OrganisationId, SessionId, SessionView } from '@kontor/contracts';
import type { Account, OrganisationDirectory, Session } from '@kontor/domain';
import { ORGANISATION_DIRECTORY } from '../organisations/tokens.js';

/** Accounts and sessions as clients see them. */
@Injectable()
export class IdentityPresenter {
  constructor(@Inject(ORGANISATION_DIRECTORY) private readonly organisations: OrganisationDirectory) {}

  async me({ account, abilities }: { account: Account; abilities: Me['abilities'] }): Promise<Me> {
    const affiliations = await this.affiliations([account]);
    const { id, email, name, language, theme, isOperator } = account;
    return {
      id,
      email,
      name,
      language,
      theme,
      isOperator,
      abilities,
      affiliation: of(affiliations, account),
    };
  }

  async accounts(accounts: readonly Account[]): Promise<AccountView[]> {
    const affiliations = await this.affiliations(accounts);
    return accounts.map((account) => ({
      id: account.id,
      name: account.name,
      email: account.email,
      affiliation: of(affiliations, account),
      isOperator: account.isOperator,
      disabledAt: account.disabledAt?.toISOString() ?? null,
      lastSignInAt: account.lastSignInAt?.toISOString() ?? null,
    }));
  }

  session(session: Session, current: SessionId): SessionView {
    return {
      id: session.id,
      createdAt: session.createdAt.toISOString(),
      lastSeenAt: session.lastSeenAt.toISOString(),
      agent: session.agent,
      current: session.id === current,
    };
  }

  private async affiliations(accounts: readonly Account[]): Promise<Map<OrganisationId, Affiliation>> {
    const ids = accounts.flatMap(({ organisationId }) => (organisationId === null ? [] : [organisationId]));
    const cards = await this.organisations.organisationsByIds([...new Set(ids)]);
    return new Map(
      cards.map(({ id, name, cityName, country }) => [
        id,
        { organisationId: id, organisationName: name, cityName, country },
      ]),
    );
  }
}

const of = (affiliations: Map<OrganisationId, Affiliation>, account: Account): Affiliation | null =>
  (account.organisationId === null ? undefined : affiliations.get(account.organisationId)) ?? null;
