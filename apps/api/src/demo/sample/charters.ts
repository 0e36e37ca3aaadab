import type { SampleWorkspace } from './workspaces.js';

/** Who keeps a sample community going, and what it agreed on: answers to the six questions of a charter. Invented. */
export interface SampleCommunity {
  workspace: SampleWorkspace['slug'];
  facilitator: string;
  title: string;
  answers: readonly string[];
}

export const COMMUNITIES: readonly SampleCommunity[] = [
  {
    workspace: 'eparticipation-manual',
    facilitator: 'editor.tartu',
    title: 'Charter: eParticipation manual',
    answers: [
      'Each of us has asked residents something online and has been surprised by the answer. We write down what we learnt so that the next city begins further on.',
      'Officials of the partner cities, and people from outside who test what we write. Whoever wants to join tells a coordinator which question brings them here.',
      'One case a year, told honestly. A question gets its first answer within a week, even if the answer is that nobody knows.',
      'Those who write decide about their text. What concerns all of us becomes a thread of the kind decision, open for ten days.',
      'A call on the first Tuesday of the month, in English. Whoever speaks least that day writes the notes.',
      'In a year two cities have done something because they read it here, and one has decided not to.',
    ],
  },
  {
    workspace: 'north-sea-transfer',
    facilitator: 'coordinator.kortrijk',
    title: 'Charter: North Sea service transfer',
    answers: [
      'Services that work in one town fail to travel to the next. We find out what has to travel with them.',
      'Everybody who runs a service that others could use, and everybody who would like one.',
      'Who gives a service away names one person to ask. Who takes one over reports what had to be changed.',
      'Giver and taker agree between themselves. The group hears of it in a thread.',
      'When there is something to show, at the place where it can be seen.',
      'Every service here has at least one second home.',
    ],
  },
];
