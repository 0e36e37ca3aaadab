import { SetMetadata } from '@nestjs/common';
import type { Action } from '@kontor/policy';

export const ACTION = 'kontor:action';

/**
 * Names the policy action that a route or event performs. Every handler has exactly one; start-up and a test fail on
 * one without. The use case still asks `access.require` for the resource itself: this decorator closes the door
 * to anonymous callers and makes the list of doors complete.
 */
export const Act = (action: Action) => SetMetadata(ACTION, action);
