import type { Instance } from '@kontor/contracts';

/** What the sign-in page of a demo shows. */
export interface DemoAccountList {
  password: string;
  accounts: Instance['demoAccounts'];
}
