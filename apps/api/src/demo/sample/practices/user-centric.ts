import { practices } from '../practice.js';

/** Sample practices of the workspace `user-centric-cities`. Facts from the sources that each names. */
export const USER_CENTRIC = practices([
  {
    slug: 'helsinki-preschool-place-by-text-message',
    title: 'Pre-school place offered by text message in Helsinki',
    docType: 'practice',
    workspace: 'user-centric-cities',
    owner: 'city-helsinki',
    cities: ['helsinki'],
    topics: ['proactive-service'],
    language: 'en',
    implementationStatus: 'in-operation',
    startDate: '2020-01-01',
    shared: true,
    summary:
      'Guardians in Helsinki receive the offer of a pre-school place as a text message and accept it by replying. Nobody has to apply, and the ordinary application stays open.',
    problem:
      'Guardians had to apply for a place although the city already knew the child, the address and the nearest unit.',
    solution:
      'The city sends an offer for a nearby place; guardians accept by replying. The ordinary application stays open as an alternative. Piloted in two areas in January 2020, city-wide from early 2021.',
    usersInvolved:
      'Guardians get the offer and answer it. Two areas took part in the pilot of January 2020 before the whole city followed in early 2021. The sources do not say how guardians shared in the design.',
    resources:
      'The service uses what the city already holds lawfully: the child’s age, the address and the nearest unit. The sources give no figure for cost or staff.',
    evidence: [
      {
        metric: 'messages in the pilot',
        value: '1058',
        unit: 'guardians',
        year: '2020',
        source:
          'https://www.hel.fi/uutiset/en/kaupunginkanslia/a-preschool-place-with-one-sms-the-pilot-project-was-a-success-in-helsinki',
      },
      {
        metric: 'guardians who answered',
        value: '93',
        unit: 'percent',
        year: '2020',
        source:
          'https://www.hel.fi/uutiset/en/kaupunginkanslia/a-preschool-place-with-one-sms-the-pilot-project-was-a-success-in-helsinki',
      },
      {
        metric: 'places accepted',
        value: '880',
        unit: 'families',
        year: '2020',
        source:
          'https://www.hel.fi/uutiset/en/kaupunginkanslia/a-preschool-place-with-one-sms-the-pilot-project-was-a-success-in-helsinki',
      },
    ],
    challenges:
      'The sources name no failure. In the pilot, seven of a hundred guardians did not answer the message; the ordinary application stayed open for them.',
    openQuestions: [
      'Which legal basis would your city need to act without an application?',
      'How do you reach children who are not yet known to any municipal service?',
    ],
    essentials: [
      'address and age data already held lawfully',
      'one default offer per child',
      'easy way to decline',
    ],
    transfer: {
      spread: 'one city, scaled from pilot to whole city',
      ease: 'medium',
      relevance: 'authorities that run early education themselves',
    },
    sources: [
      {
        title: 'A preschool place with one SMS: the pilot project was a success (City of Helsinki)',
        url: 'https://www.hel.fi/uutiset/en/kaupunginkanslia/a-preschool-place-with-one-sms-the-pilot-project-was-a-success-in-helsinki',
      },
      {
        title: 'Pre-primary education available with a text message throughout Helsinki (City of Helsinki)',
        url: 'https://www.hel.fi/uutiset/en/kaupunginkanslia/pre-primary-education-available-with-a-text-message-throughout-helsinki-no-application-needed',
      },
    ],
  },
  {
    slug: 'ghent-rights-without-application',
    title: 'Social rights granted without application in Ghent',
    docType: 'practice',
    workspace: 'user-centric-cities',
    owner: 'city-ghent',
    cities: ['ghent'],
    topics: ['proactive-service'],
    language: 'en',
    implementationStatus: 'in-operation',
    startDate: '2021-01-01',
    shared: false,
    summary:
      'Ghent grants school and childcare discounts, free waste bags and the culture pass by itself as soon as the regional data platform confirms that a household qualifies.',
    problem: 'Families missed discounts because they did not know them or could not handle the paperwork.',
    solution:
      'The city asks the regional data platform whether a household qualifies and then applies the benefit itself: school and childcare discounts, free waste bags, and the culture pass. Case workers see the answer, not the underlying personal file.',
    usersInvolved:
      'Families with a right to a discount, case workers, who see the answer but not the personal file behind it, and the regional data platform. The sources do not say how residents shared in the design.',
    resources:
      'The practice rests on a regional data broker that answers yes or no. The sources give no figure for cost or staff.',
    evidence: [
      {
        metric: 'applications for free waste bags',
        value: '1350 down to 28',
        unit: 'per year',
        year: '2019 to 2022',
        source: 'https://vng.nl/praktijkvoorbeelden/proactieve-dienstverlening-uitbouwen-in-stad-gent',
      },
      {
        metric: 'residents served automatically with waste bags',
        value: '25 745',
        unit: 'residents',
        year: '2022',
        source: 'https://vng.nl/praktijkvoorbeelden/proactieve-dienstverlening-uitbouwen-in-stad-gent',
      },
      {
        metric: 'eligible families reached by the education discount',
        value: 'about four times as many',
        unit: 'ratio',
        year: '2021',
        source: 'https://vng.nl/praktijkvoorbeelden/proactieve-dienstverlening-uitbouwen-in-stad-gent',
      },
    ],
    challenges:
      'The sources name no failure. The way there is hard where no law says that data are given only once and no broker exists.',
    openQuestions: [
      'Who plays the role of the regional data broker in your country?',
      'How do you tell people that a benefit was applied and let them object?',
    ],
    essentials: ['only-once law', 'regional data broker', 'yes/no answers instead of raw data'],
    transfer: {
      spread: 'several benefits in one city; other Flemish municipalities follow similar paths',
      ease: 'low',
      relevance: 'places with a social-security data exchange',
    },
    sources: [
      {
        title: 'Proactieve dienstverlening uitbouwen in Stad Gent (VNG)',
        url: 'https://vng.nl/praktijkvoorbeelden/proactieve-dienstverlening-uitbouwen-in-stad-gent',
      },
      {
        title: 'Proactieve dienstverlening zou de norm moeten zijn (Gebruiker Centraal)',
        url: 'https://www.gebruikercentraal.nl/proactieve-dienstverlening-zou-de-norm-moeten-zijn/',
      },
    ],
  },
  {
    slug: 'riga-digital-agency',
    title: 'Riga Digital Agency: one owner for the city’s digital change',
    docType: 'practice',
    workspace: 'user-centric-cities',
    owner: 'city-riga',
    cities: ['riga'],
    topics: ['governance'],
    language: 'en',
    implementationStatus: 'in-operation',
    startDate: '2022-04-01',
    shared: false,
    summary:
      'Riga turned its IT centre into an agency that is in charge of e-services, data use, joint procurement and the digital skills of staff.',
    problem: 'Systems and responsibilities were spread over many units.',
    solution:
      'The former IT centre became an agency in charge of e-services, data use, joint procurement and staff skills, after study of cities such as Helsinki and Barcelona.',
    usersInvolved:
      'The former IT centre and the units of the city. Cities such as Helsinki and Barcelona were studied first. The sources do not say whether residents took part.',
    resources:
      'Authority over the budget and a political sponsor are essential. The sources give no figure for budget or staff.',
    evidence: [
      {
        metric: 'start of work',
        value: '2022-04-01',
        unit: 'date',
        year: '2022',
        source:
          'https://www.themayor.eu/en/a/view/riga-to-boost-digital-transformation-with-a-special-administrative-body-9874?trans=en-US',
      },
    ],
    challenges: 'The sources name no failure. Systems and responsibilities had been spread over many units.',
    openQuestions: ['Which decisions must stay with the departments?'],
    essentials: ['political sponsor', 'budget authority', 'service standards'],
    transfer: { spread: 'unknown', ease: 'low', relevance: 'capital and large cities' },
    sources: [
      {
        title: 'Riga to boost digital transformation (TheMayor.eu)',
        url: 'https://www.themayor.eu/en/a/view/riga-to-boost-digital-transformation-with-a-special-administrative-body-9874?trans=en-US',
      },
      {
        title: 'Embedding User-Centric Design and Co-Creation (UserCentriCities)',
        url: 'https://www.usercentricities.eu/index.php/news/embedding-user-centric-design-and-co-creation-local-digital-government',
      },
    ],
  },
]);
