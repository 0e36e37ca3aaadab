import { practices } from '../practice.js';

/** Sample practices of the workspace `eparticipation-manual`. Facts from the sources that each names. */
export const EPARTICIPATION = practices([
  {
    slug: 'tartu-participatory-budget',
    title: 'Residents decide on part of the Tartu investment budget',
    docType: 'practice',
    workspace: 'eparticipation-manual',
    owner: 'city-tartu',
    cities: ['tartu'],
    topics: ['eparticipation'],
    language: 'en',
    implementationStatus: 'in-operation',
    startDate: '2013-01-01',
    shared: true,
    summary:
      'Residents of Tartu propose and choose investments worth one percent of the city’s yearly investment budget. The city began in 2013, as the first in Estonia, and repeats the vote every year.',
    problem: 'Budget debates reached few residents, and younger people in particular felt unheard.',
    solution:
      'Anyone may propose an investment; experts check feasibility and cost; residents vote online or in person; the city builds the winners. A working group with all council parties designed the rules in spring 2013 together with e-Governance Academy.',
    usersInvolved:
      'A working group with all council parties designed the rules in spring 2013 together with e-Governance Academy. Residents propose and vote, experts of the city check feasibility and cost.',
    resources:
      'The first round in 2013 had 140 000 EUR, one percent of the yearly investment budget. The sources give no figure for staff time or for the voting system.',
    evidence: [
      {
        metric: 'share of yearly investment budget',
        value: '1',
        unit: 'percent',
        year: '2013',
        source: 'https://ega.ee/project/participatory-budgeting-in-tartu-city/',
      },
      {
        metric: 'amount in the first round',
        value: '140 000',
        unit: 'EUR',
        year: '2013',
        source: 'https://ega.ee/project/participatory-budgeting-in-tartu-city/',
      },
      {
        metric: 'idea window',
        value: '21 August to 10 September 2013',
        unit: 'dates',
        year: '2013',
        source: 'https://ega.ee/project/participatory-budgeting-in-tartu-city/',
      },
    ],
    challenges:
      'The sources name no failure. Before, budget debates reached few residents, and younger people in particular felt unheard.',
    openQuestions: [
      'Which identity check is enough for the vote without excluding residents who have no national eID?',
      'How should rejected ideas be answered so that people propose again?',
    ],
    essentials: [
      'cross-party design group',
      'clear cost ceiling',
      'published expert opinion per idea',
      'binding vote',
    ],
    transfer: {
      spread: 'first Estonian city; model repeated every year',
      ease: 'medium',
      relevance: 'cities with their own investment budget',
    },
    sources: [
      {
        title: 'Participatory Budgeting in Tartu City (e-Governance Academy)',
        url: 'https://ega.ee/project/participatory-budgeting-in-tartu-city/',
      },
      {
        title: 'Participatory Budgeting in Tartu, Estonia (Participedia)',
        url: 'https://participedia.net/case/participatory-budgeting-in-tartu-city',
      },
    ],
  },
  {
    slug: 'helsinki-omastadi',
    title: 'OmaStadi: participatory budgeting on an open-source platform',
    docType: 'practice',
    workspace: 'eparticipation-manual',
    owner: 'city-helsinki',
    cities: ['helsinki'],
    topics: ['eparticipation'],
    language: 'en',
    implementationStatus: 'in-operation',
    startDate: '2018-01-01',
    shared: true,
    summary:
      'Residents of Helsinki decide on spending in all districts. Ideas are reworked with city experts, costed and voted on, on an open-source platform that other cities share.',
    problem:
      'The city wanted residents to share in spending decisions across all districts, online and face to face.',
    solution:
      'Ideas are collected, reworked in workshops with city experts, costed and put to a vote. The software is Decidim, first funded by Barcelona, adapted and extended for Helsinki.',
    usersInvolved:
      'Residents bring ideas and vote, online and face to face. City experts rework the ideas with them in workshops and estimate the cost.',
    resources:
      '8.8 million EUR were allocated in a later round (2021). The platform is Decidim, open-source software first funded by Barcelona. The sources give no figure for its running cost; moderation takes staff time.',
    evidence: [
      {
        metric: 'allocation in a later round',
        value: '8 800 000',
        unit: 'EUR',
        year: '2021',
        source: 'https://dev.hel.fi/projects/decidim-helsinki/',
      },
    ],
    challenges:
      'The sources name no failure, but ask how inclusive a digital process can become for groups that seldom vote.',
    openQuestions: [
      'Which local changes should go back to the shared code base?',
      'How is take-up measured for groups that seldom vote?',
    ],
    essentials: [
      'open-source core shared with other cities',
      'moderated co-development of proposals',
      'feasibility check by the city',
    ],
    transfer: {
      spread: 'Decidim is used by several hundred cities and organisations',
      ease: 'medium',
      relevance: 'any city with staff time for moderation',
    },
    sources: [
      {
        title: 'Decidim Helsinki (City of Helsinki developer site)',
        url: 'https://dev.hel.fi/projects/decidim-helsinki/',
      },
      {
        title: 'Towards a more inclusive digital participation process: case OmaStadi (Kvartti)',
        url: 'https://www.kvartti.fi/en/articles/towards-more-inclusive-digital-participation-process-case-omastadi',
      },
    ],
  },
  {
    slug: 'gothenburg-min-stad',
    title: 'Min Stad: proposals on a 3D model of Gothenburg',
    docType: 'practice',
    workspace: 'eparticipation-manual',
    owner: 'city-gothenburg',
    cities: ['gothenburg'],
    topics: ['eparticipation'],
    language: 'en',
    implementationStatus: 'unknown',
    startDate: '2012-01-01',
    shared: false,
    summary:
      'Gothenburg put the whole city on the web as a 3D model, where anyone can look around, place an idea and comment on those of others.',
    problem: 'Planning exhibitions reached few people, and families hardly at all.',
    solution:
      'A web model of the whole city lets anyone look around, place an idea, add simple buildings and comment. Posts were tied to a social-network login, which spread ideas but also raised questions of access.',
    usersInvolved:
      'Anyone may place an idea or a simple building and comment. Planners read and answer. The tool was developed with three Swedish cities.',
    resources: 'City-wide 3D data and the time of planners. The sources give no figure for cost.',
    evidence: [
      {
        metric: 'launch',
        value: 'end of May 2012',
        unit: 'date',
        year: '2012',
        source: 'https://vartgoteborg.se/ovrigt/3dmodell-av-goteborg-ny-arena-for-debatt/',
      },
      {
        metric: 'proposals reached',
        value: '1000',
        unit: 'proposals',
        year: null,
        source: 'https://vartgoteborg.se/ovrigt/3dmodell-av-goteborg-ny-arena-for-debatt/',
      },
    ],
    challenges:
      'Posts were tied to a social-network login. That spread ideas but also raised questions of access.',
    openQuestions: [
      'Would you accept a login that depends on a commercial network?',
      'How do ideas enter the formal planning file?',
    ],
    essentials: ['city-wide 3D data', 'planners who read and answer', 'categories for ideas'],
    transfer: {
      spread: 'tool developed with three Swedish cities',
      ease: 'medium',
      relevance: 'cities with 3D base maps',
    },
    sources: [
      {
        title: '3D-modell av Göteborg ny arena för debatt (Vårt Göteborg)',
        url: 'https://vartgoteborg.se/ovrigt/3dmodell-av-goteborg-ny-arena-for-debatt/',
      },
      { title: 'Din stad? (Inobi)', url: 'https://inobi.se/blogg/din-stad/' },
      {
        title: '3D-verktyget Min Stad (City of Gothenburg knowledge base)',
        url: 'http://kunskapsmatrisen.socialutveckling.goteborg.se/3d-verktyget-min-stad-visualiserar-stadsutvecklingen/?mood=pa_plats',
      },
    ],
  },
  {
    slug: 'gdansk-citizens-panel',
    title: 'Citizens’ panel with binding results in Gdańsk',
    docType: 'practice',
    workspace: 'eparticipation-manual',
    owner: 'baltic-institute',
    cities: ['gdansk'],
    topics: ['deliberation'],
    language: 'en',
    implementationStatus: 'completed',
    startDate: '2016-01-01',
    shared: true,
    summary:
      'Residents of Gdańsk, drawn by lot, heard experts on flooding, parks and reservoirs and voted. What at least 80 percent support binds the mayor.',
    problem: 'A flood in July 2016 raised hard questions about rainwater, parks and reservoirs.',
    solution:
      'Residents drawn by lot, balanced by sex, age, education and district, heard experts they could choose themselves and voted. Recommendations backed by at least 80 percent bind the mayor.',
    usersInvolved:
      'Residents drawn by lot, balanced by sex, age, education and district; experts, whom the panel could choose itself; the mayor, who promised to act.',
    resources: 'Learning material for the panel, which is published. The sources give no figure for cost.',
    evidence: [
      {
        metric: 'support needed for a binding result',
        value: '80',
        unit: 'percent',
        year: '2016',
        source: 'https://a2p2.pl/projekty/panel-obywatelski-w-gdansku-w-sprawie-adaptacji-do-zmian-klimatu/',
      },
      {
        metric: 'panel size',
        value: 'about 60 (sources differ)',
        unit: 'residents',
        year: '2016',
        source: 'https://a2p2.pl/projekty/panel-obywatelski-w-gdansku-w-sprawie-adaptacji-do-zmian-klimatu/',
      },
    ],
    challenges:
      'The sources differ on the size of the panel. They name no failure; the city has repeated the method in three panels.',
    openQuestions: ['Can recruitment and voting be done online without losing trust?'],
    essentials: ['random selection', 'promise to act', 'published learning material'],
    transfer: {
      spread: 'repeated in Gdańsk (three panels)',
      ease: 'medium',
      relevance: 'any city ready to be bound',
    },
    sources: [
      {
        title: 'Panel obywatelski w Gdańsku (a2p2)',
        url: 'https://a2p2.pl/projekty/panel-obywatelski-w-gdansku-w-sprawie-adaptacji-do-zmian-klimatu/',
      },
      {
        title: 'Initiative for citizens’ assemblies (Democracy Lab)',
        url: 'https://democracylab.de/initiative-for-citizens-assemblies/',
      },
      {
        title: 'Panel obywatelski: mieszkańcy decydują (ngo.pl)',
        url: 'https://publicystyka.ngo.pl/panel-obywatelski-mieszkancy-decyduja-o-sprawach-miasta',
      },
    ],
  },
]);
