import { SECTION_KEYS } from '@kontor/contracts';
import { renderHtml, SECTION_GUIDES } from '@kontor/documents';
import { runsOutSoon, waitsForSignature } from '@kontor/domain';
import { PLACES } from '../organisations/reference/places.js';
import { placeRecords } from '../organisations/places-loader.js';
import { DEMO_ACCOUNT_LIST, DEMO_ACCOUNTS_FOR_START } from './demo-accounts.js';
import { commitmentRecord } from './sample-commitments.js';
import {
  authorOf,
  documentId,
  documentRecord,
  DOCUMENTS,
  documentText,
  userId,
  workspaceRecord,
} from './sample-records.js';
import { COMMITMENTS, METHODS, ORGANISATIONS, PEOPLE, PRACTICES, WORKSPACES } from './sample/index.js';

const NOW = new Date('2026-11-22T12:00:00Z');

describe('the places that every installation has', () => {
  it('are the fifty of the partnership, each once and in Europe', () => {
    expect(PLACES).toHaveLength(50);
    expect(new Set(placeRecords().map(({ id }) => id)).size).toBe(50);
    for (const { slug, lat, lon } of PLACES) {
      expect([slug, lat > 34 && lat < 72 && lon > -12 && lon < 33]).toEqual([slug, true]);
    }
  });
});

describe('the sample partnership', () => {
  it('refers only to what it has', () => {
    const places = new Set(PLACES.map(({ slug }) => slug));
    const bodies = new Set(ORGANISATIONS.map(({ slug }) => slug));
    const documents = new Set(DOCUMENTS.map(({ slug }) => slug));
    expect(ORGANISATIONS.filter(({ city }) => city !== null && !places.has(city))).toEqual([]);
    expect(DOCUMENTS.filter(({ cities }) => cities.some((city) => !places.has(city)))).toEqual([]);
    expect(DOCUMENTS.filter(({ owner }) => !bodies.has(owner))).toEqual([]);
    expect(PEOPLE.filter(({ organisation }) => organisation !== null && !bodies.has(organisation))).toEqual(
      [],
    );
    expect(PEOPLE.flatMap(({ visits }) => visits).filter((slug) => !documents.has(slug))).toEqual([]);
  });

  it('names every item once', () => {
    for (const slugs of [ORGANISATIONS, WORKSPACES, DOCUMENTS].map((items) =>
      items.map(({ slug }) => slug),
    )) {
      expect(new Set(slugs).size).toBe(slugs.length);
    }
    expect(new Set(PEOPLE.map(({ address }) => address)).size).toBe(PEOPLE.length);
  });

  it('has people who look invented, one of them with letters that many fonts lack', () => {
    expect(PEOPLE.length).toBeGreaterThanOrEqual(14);
    expect(PEOPLE.filter(({ name }) => !name.startsWith('Demo '))).toEqual([]);
    expect(PEOPLE.map(({ name }) => name)).toContain('Demo Łukasz Šķērsons-Ōbergsson');
  });

  it('lists the accounts that scripts and tests rely on', () => {
    expect(DEMO_ACCOUNTS_FOR_START.map(({ email }) => email.split('@')[0])).toEqual([
      'coordinator',
      'editor.tampere',
      'editor.kortrijk',
      'member',
      'reviewer',
      'decision-maker.kortrijk',
      'operator',
    ]);
    for (const { email, role } of DEMO_ACCOUNT_LIST) {
      expect(email).toMatch(new RegExp(`^${role}(\\.[a-z]+)?@demo\\.kontor\\.example$`));
    }
  });

  it('gives reviewers and the operator no membership: they come per document, or not at all', () => {
    const outside = PEOPLE.filter(({ role }) => role === 'reviewer' || role === 'operator');
    expect(outside.flatMap(({ memberships }) => Object.keys(memberships))).toEqual([]);
  });

  it('has a coordinator and editors of at least two organisations in each workspace', () => {
    for (const workspace of WORKSPACES) {
      const record = workspaceRecord(workspace, NOW);
      expect(record.members.filter(({ role }) => role === 'coordinator').length).toBeGreaterThan(0);
      const editors = PEOPLE.filter(({ memberships }) => memberships[workspace.slug] === 'editor');
      expect(new Set(editors.map(({ organisation }) => organisation)).size).toBeGreaterThan(1);
    }
  });

  it('shows people only documents of their workspaces as last visited', () => {
    for (const { address, visits, memberships } of PEOPLE) {
      const lost = visits.filter((slug) => {
        const document = DOCUMENTS.find((known) => known.slug === slug);
        return document === undefined || memberships[document.workspace] === undefined;
      });
      expect([address, lost]).toEqual([address, []]);
    }
  });

  it('lets a document be written by an editor of its owner, else by the coordinator', () => {
    expect(authorOf({ workspace: 'eparticipation-manual', owner: 'city-tartu' })).toBe(
      userId('editor.tartu'),
    );
    expect(authorOf({ workspace: 'eparticipation-manual', owner: 'city-riga' })).toBe(userId('coordinator'));
  });
});

describe('the sample documents', () => {
  it('are the sixteen practices and texts in three other languages', () => {
    expect(PRACTICES).toHaveLength(16);
    expect(METHODS.map(({ language }) => language).sort()).toEqual(['de', 'fi', 'nl']);
  });

  it.each(PRACTICES.map((practice) => [practice.title, practice] as const))(
    '%s renders with every section',
    (_, practice) => {
      const { html, outline, words } = renderHtml(documentText(practice));
      expect(outline.map(({ key }) => key)).toEqual([...SECTION_KEYS]);
      expect(outline.map(({ title }) => title)).toEqual(
        SECTION_KEYS.map((key) => SECTION_GUIDES.en[key].title),
      );
      for (const section of html.split('</section>').slice(0, -1)) {
        const body = section
          .replace(/^.*<\/h2>/s, '')
          .replace(/<[^>]+>/g, '')
          .trim();
        expect(body.length).toBeGreaterThan(20);
      }
      expect(words).toBeGreaterThan(120);
      for (const { url } of practice.sources)
        expect(html).toContain(`href="${url.replaceAll('&', '&amp;')}"`);
      for (const { metric } of practice.evidence) expect(html).toContain(`<td><p>${metric}</p></td>`);
      if (practice.evidence.length === 0) expect(html).toContain('The sources give no figure.');
      expect(html).toContain('not an official statement of any city');
    },
  );

  it.each(METHODS.map((method) => [method.title, method] as const))(
    '%s renders with its own sections',
    (_, method) => {
      const { html, outline } = renderHtml(documentText(method));
      expect(outline.map(({ title }) => title)).toEqual(method.sections.map(({ title }) => title));
      expect(html).toMatch(/<li/);
    },
  );

  it('have the same bytes at every start, so that a text is never seeded as two', () => {
    for (const document of DOCUMENTS) expect(documentText(document)).toEqual(documentText(document));
  });

  it('say where they come from: countries of their cities, no two of one moment', () => {
    const exchange = DOCUMENTS.find(({ slug }) => slug === 'estonia-finland-data-exchange');
    expect(exchange && documentRecord(exchange, NOW).countries).toEqual(['EE', 'FI']);
    const records = DOCUMENTS.map((document) => documentRecord(document, NOW));
    expect(new Set(records.map(({ updatedAt }) => updatedAt.getTime())).size).toBe(DOCUMENTS.length);
    expect(records.every(({ updatedAt, isSample }) => updatedAt < NOW && isSample)).toBe(true);
    expect(records[0]?.id).toBe(documentId(DOCUMENTS[0]?.slug ?? ''));
  });
});

describe('the sample commitments', () => {
  const records = COMMITMENTS.map((sample) => commitmentRecord(sample, NOW));

  it('are one that is signed and runs out soon, one that waits, one that has ended, all marked as sample', () => {
    expect(records.map(({ state }) => state)).toEqual(['signed', 'prepared', 'ended']);
    expect(records.map((one) => runsOutSoon(one, '2026-11-22'))).toEqual([true, false, false]);
    expect(records.map(waitsForSignature)).toEqual([false, true, false]);
    expect(records.every(({ isSample, updatedAt }) => isSample && updatedAt < NOW)).toBe(true);
  });

  it('are signed and prepared by people of the very organisation who have that role there', () => {
    for (const { organisation, workspace, preparedBy, signedBy } of COMMITMENTS) {
      const inRole = (address: string | null, role: string) => {
        const person = PEOPLE.find((one) => one.address === address);
        return person?.organisation === organisation && person.memberships[workspace] === role;
      };
      expect(inRole(preparedBy, 'editor')).toBe(true);
      if (signedBy !== null) expect(inRole(signedBy, 'decision-maker')).toBe(true);
    }
    const documents = new Map(DOCUMENTS.map(({ slug, workspace }) => [slug, workspace]));
    const lost = COMMITMENTS.filter(
      ({ proof, workspace }) => proof && documents.get(proof.document) !== workspace,
    );
    expect(lost).toEqual([]);
  });
});
