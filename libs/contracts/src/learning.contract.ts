import { z } from 'zod';
import { CityId, UserId } from './ids.js';
import { PersonLanguage, SpokenLanguage } from './people.contract.js';
import { Topic } from './practice-documents.contract.js';

/** `mentor`: can be asked about the topic. `learner`: wants to learn about it. */
export const LEARNING_DIRECTIONS = ['mentor', 'learner'] as const;
export const LearningDirection = z.enum(LEARNING_DIRECTIONS);
export type LearningDirection = z.infer<typeof LearningDirection>;

/** How far one's own place is with a topic, as one rates it oneself: 0 not begun, 5 others come to see it. */
export const Maturity = z.number().int().min(0).max(5);

/** `PUT /workspaces/:workspaceId/community/offers/:topic`: one per person and topic, whichever direction. */
export const OfferLearning = z.strictObject({
  direction: LearningDirection,
  maturity: Maturity,
  note: z.string().trim().max(500).default(''),
});
export type OfferLearning = z.infer<typeof OfferLearning>;

const Somebody = z.object({ id: UserId, name: z.string() });

export const LearningOffer = z.object({
  person: Somebody,
  city: z.object({ id: CityId, name: z.string() }).nullable(),
  languages: z.array(PersonLanguage),
  /** Not to be reached for a while; nobody is paired with them. */
  isAway: z.boolean(),
  topic: Topic,
  direction: LearningDirection,
  maturity: Maturity,
  note: z.string(),
  isMine: z.boolean(),
});
export type LearningOffer = z.infer<typeof LearningOffer>;

/** Two who could help each other. */
export const LearningPair = z.object({
  topic: Topic,
  mentor: Somebody,
  learner: Somebody,
  /** Languages that both speak. */
  languages: z.array(SpokenLanguage),
});
export type LearningPair = z.infer<typeof LearningPair>;

/** Who of a community can be asked about what, who wants to learn it, and who fits whom. */
export const Learning = z
  .object({
    /** By topic, mentors first. */
    offers: z.array(LearningOffer),
    /** Pairs in which the reader stands. */
    mine: z.array(LearningPair),
    /** Pairs of the whole community, for those who keep it going; null for others. */
    all: z.array(LearningPair).nullable(),
    abilities: z.object({ offer: z.boolean() }),
  })
  .meta({ id: 'Learning' });
export type Learning = z.infer<typeof Learning>;
