import { lazy } from 'react';
import { loadDocumentPage } from '../features/practice-documents/editor/load.js';
import { PageWaiting } from './shell/page-waiting.js';
import { soon } from './soon.js';

/** Every page but the sign-in page is a chunk of its own: the first load stays small. */
const identity = {
  account: () => import('../features/identity/pages/account-page.js'),
  mail: () => import('../features/identity/pages/operator-mail-page.js'),
  people: () => import('../features/identity/pages/operator-people-page.js'),
  passwords: () => import('../features/identity/pages/password-pages.js'),
  setUp: () => import('../features/identity/pages/set-up-page.js'),
};

export const AccountPage = lazy(() => identity.account().then((m) => ({ default: m.AccountPage })));
export const OperatorMailPage = lazy(() => identity.mail().then((m) => ({ default: m.OperatorMailPage })));
export const OperatorPeoplePage = lazy(() =>
  identity.people().then((m) => ({ default: m.OperatorPeoplePage })),
);
export const ForgotPasswordPage = lazy(() =>
  identity.passwords().then((m) => ({ default: m.ForgotPasswordPage })),
);
export const ResetPasswordPage = lazy(() =>
  identity.passwords().then((m) => ({ default: m.ResetPasswordPage })),
);
export const SetUpPage = lazy(() => identity.setUp().then((m) => ({ default: m.SetUpPage })));

export const HomePage = lazy(() =>
  import('../features/home/home-page.js').then((m) => ({ default: m.HomePage })),
);
const notifications = {
  centre: () => import('../features/notifications/pages/notifications-page.js'),
  preferences: () => import('../features/notifications/pages/preferences-page.js'),
  unsubscribe: () => import('../features/notifications/pages/unsubscribe-page.js'),
};
export const NotificationsPage = lazy(() =>
  notifications.centre().then((m) => ({ default: m.NotificationsPage })),
);
export const NotificationPreferencesPage = lazy(() =>
  notifications.preferences().then((m) => ({ default: m.PreferencesPage })),
);
export const UnsubscribePage = lazy(() =>
  notifications.unsubscribe().then((m) => ({ default: m.UnsubscribePage })),
);

const workspaces = {
  list: () => import('../features/workspaces/pages/workspaces-page.js'),
  one: () => import('../features/workspaces/pages/workspace-page.js'),
  members: () => import('../features/workspaces/pages/members-page.js'),
  invitation: () => import('../features/workspaces/pages/invitation-page.js'),
};
export const WorkspacesPage = lazy(() => workspaces.list().then((m) => ({ default: m.WorkspacesPage })));
export const WorkspacePage = lazy(() => workspaces.one().then((m) => ({ default: m.WorkspacePage })));
export const MembersPage = lazy(() => workspaces.members().then((m) => ({ default: m.MembersPage })));
export const InvitationPage = lazy(() =>
  workspaces.invitation().then((m) => ({ default: m.InvitationPage })),
);

/** The editor: by far the heaviest room, fetched when a document is opened, or is about to be. */
export const { Page: DocumentPage, fetch: fetchEditor } = soon(loadDocumentPage, PageWaiting);

/** When the list stands, what comes next is most likely a document. */
const QUIET_AFTER_MS = 500;
export const DocumentsPage = lazy(async () => {
  const { DocumentsPage: page } = await import('../features/practice-documents/pages/documents-page.js');
  setTimeout(fetchEditor, QUIET_AFTER_MS);
  return { default: page };
});

const discussions = {
  list: () => import('../features/discussions/pages/threads-page.js'),
  one: () => import('../features/discussions/pages/thread-page.js'),
  moderation: () => import('../features/discussions/pages/moderation-page.js'),
};
export const ThreadsPage = lazy(() => discussions.list().then((m) => ({ default: m.ThreadsPage })));
export const ModerationPage = lazy(() =>
  discussions.moderation().then((m) => ({ default: m.ModerationPage })),
);
export const ThreadPage = lazy(() => discussions.one().then((m) => ({ default: m.ThreadPage })));

export const SearchPage = lazy(() =>
  import('../features/search/pages/search-page.js').then((m) => ({ default: m.SearchPage })),
);
const people = {
  list: () => import('../features/people/pages/people-page.js'),
  one: () => import('../features/people/pages/person-page.js'),
};
export const PeoplePage = lazy(() => people.list().then((m) => ({ default: m.PeoplePage })));
export const PersonPage = lazy(() => people.one().then((m) => ({ default: m.PersonPage })));

const activity = () => import('../features/activity/pages/activity-page.js');
export const ActivityPage = lazy(() => activity().then((m) => ({ default: m.ActivityPage })));
export const OwnActivityPage = lazy(() => activity().then((m) => ({ default: m.OwnActivityPage })));

export const CommunityPage = lazy(() =>
  import('../features/communities/pages/community-page.js').then((m) => ({ default: m.CommunityPage })),
);

const commitments = {
  list: () => import('../features/commitments/pages/commitments-page.js'),
  one: () => import('../features/commitments/pages/commitment-page.js'),
};
export const CommitmentsPage = lazy(() => commitments.list().then((m) => ({ default: m.CommitmentsPage })));
export const CommitmentPage = lazy(() => commitments.one().then((m) => ({ default: m.CommitmentPage })));

export const CitiesPage = lazy(() =>
  import('../features/organisations/pages/cities-page.js').then((m) => ({ default: m.CitiesPage })),
);
export const CityPage = lazy(() =>
  import('../features/organisations/pages/city-page.js').then((m) => ({ default: m.CityPage })),
);
