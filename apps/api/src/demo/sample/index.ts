import { BALTIC } from './practices/baltic.js';
import { EPARTICIPATION } from './practices/eparticipation.js';
import { METHODS } from './practices/methods.js';
import { NORTH_SEA } from './practices/north-sea.js';
import { USER_CENTRIC } from './practices/user-centric.js';

/** All that the demo partnership consists of. */
export { COMMUNITIES, type SampleCommunity } from './charters.js';
export { COMMITMENTS, type SampleCommitment } from './commitments.js';
export { OFFERS, type SampleOffer } from './offers.js';
export { ORGANISATIONS } from './organisations.js';
export { PEOPLE, type SamplePerson } from './people.js';
export { PROFILES } from './profiles.js';
export { practiceBlocks, type Method, type Practice } from './practice.js';
export { WORKSPACES, type SampleWorkspace } from './workspaces.js';
export { METHODS };
export const PRACTICES = [...EPARTICIPATION, ...NORTH_SEA, ...USER_CENTRIC, ...BALTIC];
