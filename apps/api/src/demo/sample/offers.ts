import type { LearningDirection, Topic } from '@kontor/contracts';
import type { SampleWorkspace } from './workspaces.js';

/** What somebody of the demo can be asked about, or wants to learn. Invented. */
export interface SampleOffer {
  workspace: SampleWorkspace['slug'];
  by: string;
  topic: Topic;
  direction: LearningDirection;
  maturity: number;
  note: string;
}

export const OFFERS: readonly SampleOffer[] = [
  { workspace: 'eparticipation-manual', by: 'editor.tartu', topic: 'eparticipation', direction: 'mentor', maturity: 4, note: 'How a budget is put to the vote, from the first call to the last count. Half an hour by video is enough.' },
  { workspace: 'eparticipation-manual', by: 'editor.helsinki', topic: 'eparticipation', direction: 'mentor', maturity: 5, note: 'I can show what we would leave out the next time.' },
  { workspace: 'eparticipation-manual', by: 'editor.osterholz', topic: 'eparticipation', direction: 'learner', maturity: 2, note: 'We are small: what can be done with two people and no budget?' },
  { workspace: 'eparticipation-manual', by: 'editor.tampere', topic: 'deliberation', direction: 'learner', maturity: 1, note: 'We want to draw a citizens’ panel by lot and have never done it.' },
  { workspace: 'eparticipation-manual', by: 'editor.osterholz', topic: 'deliberation', direction: 'mentor', maturity: 3, note: 'Wie wir ausgelost und moderiert haben, mit allen Fehlern.' },
]; // prettier-ignore
