/** Sample workspaces: each mirrors one of the four programmes that Kontor continues. */
export interface SampleWorkspace {
  slug: 'eparticipation-manual' | 'north-sea-transfer' | 'user-centric-cities' | 'baltic-demo-centres';
  name: string;
  /** Key of the programme; its name belongs to the message catalogues. */
  programme: string;
  description: string;
}

export const WORKSPACES: readonly SampleWorkspace[] = [
  {
    slug: 'eparticipation-manual',
    name: 'eParticipation manual',
    programme: 'ecitizen2',
    description:
      'Cities that took part in eCitizen II keep their manual alive: five steps from expectations to feedback, with cases that worked and cases that did not. Every case says what a city of another size and country would need.',
  },
  {
    slug: 'north-sea-transfer',
    name: 'North Sea service transfer',
    programme: 'smart-cities',
    description:
      'Services that travel around the North Sea, as in the Smart Cities programme: what was built, why it works, what had to be adapted, and what a neighbour should ask before copying it.',
  },
  {
    slug: 'user-centric-cities',
    name: 'User-centric cities',
    programme: 'usercentricities',
    description:
      'Services designed around the people who use them, along the Tallinn principles and in the spirit of UserCentriCities: less to fill in, fewer visits, nobody left out.',
  },
  {
    slug: 'baltic-demo-centres',
    name: 'Baltic demo centres',
    programme: 'baltic-ict',
    description:
      'What the demo centres around the Baltic Sea show their visitors, following Baltic ICT Platform: solutions to see and try, and the documents that explain them to a delegation.',
  },
];
