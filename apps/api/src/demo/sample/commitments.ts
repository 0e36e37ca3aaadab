import type { Topic } from '@kontor/contracts';
import type { SampleWorkspace } from './workspaces.js';

/** A commitment of the demo. The organisation is real, its promise and the people who sign it are invented. */
export interface SampleCommitment {
  slug: string;
  workspace: SampleWorkspace['slug'];
  organisation: string;
  title: string;
  text: string;
  topics: readonly Topic[];
  /** Days from the day of loading. */
  from: number;
  until: number | null;
  preparedBy: string;
  signedBy: string | null;
  /** Said to have ended, by whoever prepared it, with this word. */
  ended: string | null;
  /** Slug of a document that shows something. */
  proof: { document: string; note: string } | null;
}

export const COMMITMENTS: readonly SampleCommitment[] = [
  {
    slug: 'tallinn-shows-visitors',
    workspace: 'baltic-demo-centres',
    organisation: 'city-tallinn',
    title: 'We show every delegation of a partner around',
    text: 'Whoever of the partner cities wants to see how a service works in practice gets half a day with those who run it, in English.\n\nA delegation asks four weeks ahead and says what it wants to understand. Afterwards it writes down in this workspace what it took home.',
    topics: ['shared-service', 'identity'],
    from: -20,
    until: 60,
    preparedBy: 'editor.tallinn',
    signedBy: 'decision-maker.tallinn',
    ended: null,
    proof: { document: 'estonia-finland-data-exchange', note: 'What the last delegation took home' },
  },
  {
    slug: 'kortrijk-answers-within-a-week',
    workspace: 'north-sea-transfer',
    organisation: 'city-kortrijk',
    title: 'Questions about our shared web platform get an answer within a week',
    text: 'Any partner who thinks about taking over the shared web platform may ask us anything about it: how it is built, what it costs, what went wrong.\n\nWe name one person who answers within five working days, and tell in this workspace what was asked and what we said.',
    topics: ['shared-service', 'procurement'],
    from: 14,
    until: 379,
    preparedBy: 'editor.kortrijk',
    signedBy: null,
    ended: null,
    proof: null,
  },
  {
    slug: 'kortrijk-lends-a-colleague',
    workspace: 'north-sea-transfer',
    organisation: 'city-kortrijk',
    title: 'We lend a colleague for the first transfer',
    text: 'When the first partner takes over one of our services, a colleague of ours comes along for ten working days, at our cost.',
    topics: ['shared-service'],
    from: -25,
    until: -4,
    preparedBy: 'editor.kortrijk',
    signedBy: 'decision-maker.kortrijk',
    ended: 'Six of the ten days were asked for. Nobody needed the rest in time.',
    proof: {
      document: 'kortrijk-shared-web-platform',
      note: 'What had to be adapted, as our colleague found it',
    },
  },
];
