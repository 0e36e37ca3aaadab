import { practices } from '../practice.js';

/** Sample practices of the workspace `baltic-demo-centres`. Facts from the sources that each names. */
export const BALTIC = practices([
  {
    slug: 'estonia-finland-data-exchange',
    title: 'Cross-border data exchange between Estonia and Finland',
    docType: 'practice',
    workspace: 'baltic-demo-centres',
    owner: 'city-tallinn',
    cities: ['tallinn', 'helsinki'],
    topics: ['interoperability'],
    language: 'en',
    implementationStatus: 'in-operation',
    startDate: '2017-09-01',
    shared: false,
    summary:
      'Estonia and Finland linked their national data exchange layers, which run the same technology, by a trust federation. Members on either side can query each other under one set of agreements.',
    problem: 'Many people live in one country and work in the other, while registers stopped at the border.',
    solution:
      'Finland adopted the Estonian X-Road technology for its own exchange layer. A trust federation, agreed at the end of 2016, then linked both layers, so that members on either side can query each other under one set of agreements.',
    usersInvolved:
      'The operators of the exchange layers in both countries and the authorities that are members of one of them. The sources do not say whether residents took part.',
    resources: 'Two operating centres with a service-level agreement. The sources give no figure for cost.',
    evidence: [
      {
        metric: 'federation usable for members from',
        value: '2017-09-01',
        unit: 'date',
        year: '2017',
        source: 'https://oecd-opsi.org/innovations/x-road-trust-federation-for-cross-border-data-exchange/',
      },
      {
        metric: 'public announcement of the link',
        value: '2018-02-08',
        unit: 'date',
        year: '2018',
        source: 'https://oecd-opsi.org/innovations/x-road-trust-federation-for-cross-border-data-exchange/',
      },
    ],
    challenges:
      'The sources name no failure. From the agreement at the end of 2016 to first use in September 2017 most of a year passed.',
    openQuestions: [
      'Which municipal register would you connect first?',
      'Who answers a citizen when the error sits in the other country?',
    ],
    essentials: [
      'identical protocol',
      'five-part federation agreement',
      'two operating centres with a service-level agreement',
    ],
    transfer: {
      spread: 'same technology used in several other countries',
      ease: 'low',
      relevance: 'national authorities first, cities as members',
    },
    sources: [
      {
        title: 'X-Road Trust Federation for Cross-border Data Exchange (OECD OPSI)',
        url: 'https://oecd-opsi.org/innovations/x-road-trust-federation-for-cross-border-data-exchange/',
      },
      {
        title: 'Trust federation with Finland (Estonian Information System Authority)',
        url: 'https://abi.ria.ee/xtee/en/x-tee-juhend/kuidas-kasutada-x-teed/usaldusfoederatsioon-soomega',
      },
    ],
  },
  {
    slug: 'liepaja-city-app',
    title: 'Liepāja city app that turns messages into case files',
    docType: 'practice',
    workspace: 'baltic-demo-centres',
    owner: 'baltic-institute',
    cities: ['liepaja'],
    topics: ['citizen-reporting'],
    language: 'en',
    implementationStatus: 'in-operation',
    startDate: '2021-01-01',
    shared: false,
    summary:
      'Messages that residents of Liepāja send by the city app go straight into the municipal document system, where each gets an owner and a deadline.',
    problem: 'Messages from residents arrived through many channels and were copied by hand.',
    solution:
      'The app passes each message straight to the municipal document system, where it gets an owner and a deadline. Residents also receive urgent notices and the city calendar.',
    usersInvolved:
      'Residents send messages and receive urgent notices and the city calendar; officials own the cases. The sources do not say whether residents shared in the design.',
    resources:
      'An interface between the app and the municipal document system. The sources give no figure for cost.',
    evidence: [],
    challenges:
      'The sources name no failure. Before, messages arrived through many channels and were copied by hand.',
    openQuestions: ['Which metadata must travel with a report so that any document system can read it?'],
    essentials: ['interface to the document system', 'one owner per message'],
    transfer: {
      spread: 'city offers its experience to other municipalities',
      ease: 'medium',
      relevance: 'cities with a central document system',
    },
    sources: [
      {
        title: 'Liepāja’s city app (TheMayor.eu)',
        url: 'https://www.themayor.eu/en/a/view/liep-ja-s-city-app-good-for-the-people-and-for-the-municipal-workers-9625?trans=en-US',
      },
    ],
  },
  {
    slug: 'klaipeda-problems-map',
    title: 'City problems map in Klaipėda',
    docType: 'practice',
    workspace: 'baltic-demo-centres',
    owner: 'baltic-institute',
    cities: ['klaipeda'],
    topics: ['citizen-reporting'],
    language: 'en',
    implementationStatus: 'in-operation',
    startDate: null,
    shared: false,
    summary:
      'Residents of Klaipėda mark a problem on a map in one of 38 categories. The document system makes a task of it for the official in charge, and progress is public.',
    problem: 'Complaints about lighting, roads or courtyards were hard to track.',
    solution:
      'Residents sign in through the national portal, mark the spot, choose one of 38 categories and add photos. The document system creates a task for the responsible official; progress is public.',
    usersInvolved:
      'Residents, who sign in through the national portal, and the officials in charge of each category. The sources do not say whether residents shared in the design.',
    resources:
      'The national sign-in portal, a document system that creates tasks, and a fixed table from category to official. The sources give no figure for cost.',
    evidence: [
      {
        metric: 'categories',
        value: '38',
        unit: 'categories',
        year: null,
        source: 'https://www.dcp-project.eu/municipality-of-klaipeda-city-lithuania/',
      },
    ],
    challenges:
      'The sources name no failure. What the sign-in costs in reports that are never made is an open question.',
    openQuestions: [
      'Sign-in by national eID or open reporting: what does each cost in reports lost or misused?',
    ],
    essentials: ['fixed category-to-official table', 'public status'],
    transfer: {
      spread: 'single city',
      ease: 'medium',
      relevance: 'cities with a national sign-in; compare with FiksGataMi and with the app of Liepāja',
    },
    sources: [
      {
        title: 'Municipality of Klaipėda City (Digital tools for citizen participation)',
        url: 'https://www.dcp-project.eu/municipality-of-klaipeda-city-lithuania/',
      },
    ],
  },
  {
    slug: 'aarhus-dokk1',
    title: 'Dokk1: library and citizen service under one roof in Aarhus',
    docType: 'practice',
    workspace: 'baltic-demo-centres',
    owner: 'baltic-institute',
    cities: ['aarhus'],
    topics: ['assisted-digital'],
    language: 'en',
    implementationStatus: 'in-operation',
    startDate: '2015-01-01',
    shared: false,
    summary:
      'Aarhus put its main library and its citizen service centre into one building that was shaped with users over several years. About half of the programme is run with partners.',
    problem: 'Self-service is mandatory in Denmark, yet many people need help and a place to learn.',
    solution:
      'The main library and the citizen service centre share a building that was shaped with users over several years, and roughly half of its programme is run with partners.',
    usersInvolved:
      'Users shaped the building over several years. Roughly half of the programme is run together with partners.',
    resources:
      'One building for library and citizen service with a joint front desk. The sources used here give no figure for building or running it.',
    evidence: [
      {
        metric: 'visitors in the first nine months',
        value: 'more than 1 million',
        unit: 'visits',
        year: '2016',
        source: 'https://modelprogrammer.slks.dk/en/cases/inspirational-cases/dokk1/',
      },
    ],
    challenges:
      'The sources name no failure. The practice rests on a building, so it does not transfer easily as a whole.',
    openQuestions: ['What is the smallest version of this that a town of 30 000 could run?'],
    essentials: ['joint front desk', 'user involvement before building', 'events with partners'],
    transfer: {
      spread: 'often visited by other cities',
      ease: 'low',
      relevance: 'cities planning a demo centre or service hub',
    },
    sources: [
      {
        title: 'Dokk1 (Model Programme for Public Libraries)',
        url: 'https://modelprogrammer.slks.dk/en/cases/inspirational-cases/dokk1/',
      },
      {
        title: 'Aarhus Public Library (Europe Challenge)',
        url: 'https://sites.google.com/demsoc.org/europe-challenge-draft/libraries/aarhus-public-library',
      },
      { title: 'Engaging (Aarhus iCapital)', url: 'https://www.icapitalaarhus.dk/engaging/' },
    ],
  },
]);
