/** `DemoAccount[]` that the sign-in page may list; empty outside of demo mode. */
export const DEMO_ACCOUNTS = Symbol('DemoAccounts');
/** The password of all demo accounts; null outside of demo mode. */
export const DEMO_PASSWORD = Symbol('DemoPassword');
