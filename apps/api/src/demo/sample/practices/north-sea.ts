import { practices } from '../practice.js';

/** Sample practices of the workspace `north-sea-transfer`. Facts from the sources that each names. */
export const NORTH_SEA = practices([
  {
    slug: 'fiksgatami-street-problems',
    title: 'FiksGataMi: street problems sent to the right municipality',
    docType: 'practice',
    workspace: 'north-sea-transfer',
    owner: 'city-kristiansand',
    cities: ['oslo', 'bergen', 'kristiansand'],
    topics: ['citizen-reporting'],
    language: 'en',
    implementationStatus: 'in-operation',
    startDate: '2011-01-01',
    shared: true,
    summary:
      'A volunteer association runs a reporting site for all of Norway: mark the pothole on the map, and the report reaches the municipality in charge. It reuses the British FixMyStreet code.',
    problem: 'Residents did not know which authority handles a pothole or a broken lamp.',
    solution:
      'A volunteer association runs a nationwide reporting site that finds the competent municipality from the map position and forwards the report by e-mail. It reuses the British FixMyStreet code and open map data.',
    usersInvolved:
      'Volunteers build and run the site, residents report, municipalities receive the reports by e-mail. No authority has to sign up first.',
    resources: 'Volunteer work, free software and open map data. The sources give no figure for cost.',
    evidence: [
      {
        metric: 'municipalities covered',
        value: '428',
        unit: 'municipalities',
        year: '2015',
        source:
          'https://joinup.ec.europa.eu/community/osor/news/volunteers-add-mobile-norway%E2%80%99s-fixmystreet',
      },
      {
        metric: 'reports in total',
        value: '25 000',
        unit: 'reports',
        year: '2015',
        source:
          'https://joinup.ec.europa.eu/community/osor/news/volunteers-add-mobile-norway%E2%80%99s-fixmystreet',
      },
      {
        metric: 'reports resolved',
        value: '40',
        unit: 'percent',
        year: '2015',
        source:
          'https://joinup.ec.europa.eu/community/osor/news/volunteers-add-mobile-norway%E2%80%99s-fixmystreet',
      },
      {
        metric: 'unique users since launch',
        value: '31 512',
        unit: 'users',
        year: '2020',
        source:
          'https://joinup.ec.europa.eu/community/osor/news/volunteers-add-mobile-norway%E2%80%99s-fixmystreet',
      },
    ],
    challenges:
      'By 2015, 40 percent of the reports had been resolved. The sources do not say what became of the others.',
    openQuestions: [
      'What changes when the city itself, not a volunteer group, operates the site?',
      'How should duplicates and out-of-scope reports be handled?',
    ],
    essentials: [
      'boundary data that maps a point to an authority',
      'open licence',
      'no sign-up needed by the authority',
    ],
    transfer: {
      spread: 'software reused in at least seven European countries',
      ease: 'high',
      relevance: 'everywhere',
    },
    sources: [
      {
        title: 'Volunteers add mobile to Norway’s FixMyStreet (Joinup, 2015)',
        url: 'https://joinup.ec.europa.eu/community/osor/news/volunteers-add-mobile-norway%E2%80%99s-fixmystreet',
      },
      {
        title: 'FiksGataMi in 2020 (Joinup)',
        url: 'https://joinup.ec.europa.eu/collection/open-source-observatory-osor/news/fiksgatami-2020-open-source-based-fixmystreet',
      },
    ],
  },
  {
    slug: 'kortrijk-shared-web-platform',
    title: 'Twelve municipalities, one web platform: Digital Region Kortrijk',
    docType: 'practice',
    workspace: 'north-sea-transfer',
    owner: 'leiedal',
    cities: ['kortrijk'],
    topics: ['shared-service'],
    language: 'en',
    implementationStatus: 'in-operation',
    startDate: '1995-01-01',
    shared: false,
    summary:
      'Twelve municipalities around Kortrijk share one web platform, its content and its costs. The intermunicipal body Leiedal coordinates them; a pilot added a personal page.',
    problem: 'Small municipalities could not each afford a good website.',
    solution:
      'The intermunicipal body Leiedal coordinates a shared platform (new Drupal base in 2009), shared content and monthly working meetings. A Smart Cities pilot in Zwevegem added a personal page that filters news and pre-fills forms from the user profile.',
    usersInvolved:
      'The municipalities meet every month under the coordination of Leiedal. Residents of Zwevegem could try the personal page in the pilot.',
    resources: 'A permanent coordinator and a shared cost key. The sources give no figure for either.',
    evidence: [
      {
        metric: 'municipalities sharing the platform',
        value: '12',
        unit: 'municipalities',
        year: '2009',
        source: 'http://verwaltungspreise.at/index.php/Digitale_regio_kortrijk',
      },
    ],
    challenges: 'The sources name no failure. The platform was rebuilt on a new base (Drupal) in 2009.',
    openQuestions: [
      'How are costs split between a city of 75 000 and a village?',
      'Which profile data does a personal page really need?',
    ],
    essentials: ['permanent coordinator', 'shared cost key', 'common content model'],
    transfer: {
      spread: 'one region; entered for the European Public Sector Award',
      ease: 'medium',
      relevance: 'groups of small municipalities',
    },
    sources: [
      {
        title: 'Digitale regio Kortrijk (European Public Sector Award)',
        url: 'http://verwaltungspreise.at/index.php/Digitale_regio_kortrijk',
      },
      {
        title: 'Smart Cities pilot MijnGemeente (Leiedal)',
        url: 'http://www.smartcities.info/smart-cities-pilot-mijngemeente-mymunicipality-leiedal',
      },
    ],
  },
  {
    slug: 'norfolk-customer-insight',
    title: 'Customer insight before channel choice in Norfolk',
    docType: 'practice',
    workspace: 'north-sea-transfer',
    owner: 'norfolk-cc',
    cities: ['norwich'],
    topics: ['user-research'],
    language: 'en',
    implementationStatus: 'completed',
    startDate: null,
    shared: false,
    summary:
      'Norfolk built profiles of user groups from map, transaction, census and survey data before deciding on channels. Four local pilots tested the method, then partners in Belgium tried it.',
    problem:
      'New e-services were often started because technology was available, not because users asked for them.',
    solution:
      'A step-by-step method combines map, transaction, census and survey data into profiles of user groups, so that each service gets the channels its users prefer. Four Norfolk pilots tested it before partners in Kortrijk and Leiedal tried it.',
    usersInvolved:
      'Four Norfolk pilots tested the method before partners in Kortrijk and Leiedal tried it. Residents appear as profiles of groups, never as single persons.',
    resources:
      'Lawful data and somebody who can change the channel mix. The sources give no figure for cost.',
    evidence: [
      {
        metric: 'pilot projects in Norfolk',
        value: '4',
        unit: 'pilots',
        year: '2010',
        source: 'http://www.smartcities.info/customer-profiling',
      },
    ],
    challenges:
      'The British segmentation data are commercial and stop at the border: whoever takes the method over needs a local replacement.',
    openQuestions: [
      'Which open data can replace commercial household segments?',
      'Is the profile precise enough to be useful and coarse enough for data protection?',
    ],
    essentials: ['a clear profiling question', 'lawful data', 'someone who can change the channel mix'],
    transfer: {
      spread: 'tested in two countries',
      ease: 'medium',
      relevance: 'needs a local replacement for commercial UK segmentation data',
    },
    sources: [
      { title: 'Customer profiling (Smart Cities)', url: 'http://www.smartcities.info/customer-profiling' },
      {
        title: 'Smart Cities Research Brief no. 2',
        url: 'https://pt.slideshare.net/smartcities/smart-cities-research-brief-customer-profiling-to-target-service-delivery',
      },
    ],
  },
  {
    slug: 'karlstad-e-office',
    title: 'The e-Office: a toolbox unit for e-services in Karlstad',
    docType: 'practice',
    workspace: 'north-sea-transfer',
    owner: 'city-karlstad',
    cities: ['karlstad'],
    topics: ['governance'],
    language: 'en',
    implementationStatus: 'completed',
    startDate: null,
    shared: false,
    summary:
      'One unit in Karlstad keeps common models, templates and guidelines for e-services and maps processes in a single notation, so that departments no longer build alone.',
    problem: 'Departments built e-services separately and described their work in different ways.',
    solution:
      'One unit keeps common models, templates and guidelines, runs process mapping in a single notation and helps departments to see the benefit. Karlstad University took part from the start.',
    usersInvolved:
      'The departments of the municipality, helped by the unit. Karlstad University took part from the start. The sources do not say whether residents took part.',
    resources: 'One unit with a mandate across departments. The sources give no figure for its size or cost.',
    evidence: [],
    challenges:
      'The sources name no failure. Part of the unit’s work is to help departments to see the benefit.',
    openQuestions: [
      'Should such a unit own services or only advise?',
      'Which results would convince a finance committee?',
    ],
    essentials: ['mandate across departments', 'common process notation', 'university partner'],
    transfer: { spread: 'unknown', ease: 'medium', relevance: 'mid-sized municipalities' },
    sources: [{ title: 'Karlstad (Smart Cities)', url: 'http://www.smartcities.info/karlstad' }],
  },
  {
    slug: 'kristiansand-lillesand-workflow',
    title: 'Two neighbours, one workflow: Kristiansand and Lillesand',
    docType: 'practice',
    workspace: 'north-sea-transfer',
    owner: 'city-kristiansand',
    cities: ['kristiansand'],
    topics: ['shared-service'],
    language: 'en',
    implementationStatus: 'completed',
    startDate: null,
    shared: false,
    summary:
      'Kristiansand and Lillesand describe their processes in the same way, replace paper by guided digital forms, and let one workflow move cases from the archive to invoicing.',
    problem: 'Paper forms and undocumented steps slowed case work in a city of 80 000 and a town of 9 000.',
    solution:
      'Both administrations describe their processes, replace paper by guided digital forms and let workflow scripts move cases between systems, from the archive to invoicing.',
    usersInvolved:
      'The administrations of both municipalities describe their own processes. The sources do not say whether residents took part.',
    resources: 'The same workflow tool and a digital archive for both. The sources give no figure for cost.',
    evidence: [
      {
        metric: 'inhabitants served (Kristiansand)',
        value: '80 000',
        unit: 'inhabitants',
        year: '2010',
        source: 'http://www.smartcities.info/kristiansand',
      },
      {
        metric: 'inhabitants served (Lillesand)',
        value: '9000',
        unit: 'inhabitants',
        year: '2010',
        source: 'http://www.smartcities.info/kristiansand',
      },
    ],
    challenges: 'The sources name no failure. The size of the two partners differs by almost nine to one.',
    openQuestions: ['Which legal limits on delegation appear when two councils share a workflow?'],
    essentials: ['process description first', 'same workflow tool', 'digital archive'],
    transfer: {
      spread: 'two municipalities',
      ease: 'medium',
      relevance: 'large city with a small neighbour',
    },
    sources: [{ title: 'Kristiansand (Smart Cities)', url: 'http://www.smartcities.info/kristiansand' }],
  },
]);
