import { Global, Module } from '@nestjs/common';
import type { DocStore } from '@kontor/collab';
import type {
  Accounts,
  ActivityRecords,
  Clock,
  CommitmentRecords,
  CommunityRecords,
  DocumentRecords,
  OfferRecords,
  Places,
  ThreadRecords,
  VisitRecords,
  WorkspaceStore,
} from '@kontor/domain';
import type { Connection } from 'mongoose';
import type { Logger } from 'pino';
import { ACTIVITY_RECORDS } from '../activity/tokens.js';
import { COMMITMENT_RECORDS } from '../commitments/tokens.js';
import { COMMUNITY_RECORDS, OFFER_RECORDS } from '../communities/tokens.js';
import { DOC_STORE } from '../collab/tokens.js';
import { Argon2Hasher } from '../identity/argon2-hasher.js';
import type { DemoAccountList } from '../identity/demo-accounts.port.js';
import { THREAD_RECORDS } from '../discussions/tokens.js';
import { ACCOUNTS, DEMO_ACCOUNTS } from '../identity/tokens.js';
import { PLACES } from '../organisations/tokens.js';
import { CLOCK, DATABASE, LOG } from '../platform/tokens.js';
import { DOCUMENT_RECORDS, VISIT_RECORDS } from '../practice-documents/tokens.js';
import { WORKSPACE_STORE } from '../workspaces/tokens.js';
import { DEMO_ACCOUNT_LIST, SHARED_DEMO_PASSWORD } from './demo-accounts.js';
import { DemoLoader, type DemoStores } from './demo-loader.js';
import { LoadRecord } from './load-record.js';

const STORES = Symbol('DemoStores');

/** The sample partnership. Global, so that the sign-in page can list its accounts; it loads nothing by itself. */
@Global()
@Module({
  providers: [
    {
      provide: STORES,
      inject: [
        DATABASE,
        PLACES,
        ACCOUNTS,
        WORKSPACE_STORE,
        DOCUMENT_RECORDS,
        VISIT_RECORDS,
        THREAD_RECORDS,
        ACTIVITY_RECORDS,
        COMMUNITY_RECORDS,
        COMMITMENT_RECORDS,
        OFFER_RECORDS,
        DOC_STORE,
      ],
      useFactory: (
        database: Connection,
        places: Places,
        accounts: Accounts,
        workspaces: WorkspaceStore,
        documents: DocumentRecords,
        visits: VisitRecords,
        threads: ThreadRecords,
        activities: ActivityRecords,
        communities: CommunityRecords,
        commitments: CommitmentRecords,
        offers: OfferRecords,
        texts: DocStore,
      ): DemoStores => ({
        places,
        accounts,
        hasher: new Argon2Hasher(),
        workspaces,
        documents,
        visits,
        threads,
        activities,
        communities,
        commitments,
        offers,
        texts,
        loads: new LoadRecord(database),
      }),
    },
    {
      provide: DemoLoader,
      inject: [STORES, CLOCK, LOG],
      useFactory: (stores: DemoStores, clock: Clock, log: Logger) => new DemoLoader(stores, clock, log),
    },
    {
      provide: DEMO_ACCOUNTS,
      useFactory: (): DemoAccountList => ({
        password: SHARED_DEMO_PASSWORD,
        accounts: [...DEMO_ACCOUNT_LIST],
      }),
    },
  ],
  exports: [DemoLoader, DEMO_ACCOUNTS],
})
export class DemoModule {}
