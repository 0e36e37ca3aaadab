import { createRootRoute, createRoute, createRouter, redirect } from '@tanstack/react-router';
import { z } from 'zod';
import { ActivitySearch } from '../features/activity/hooks/activity-search.js';
import { GuestFrame } from '../features/identity/components/guest-frame.js';
import { SignInPage } from '../features/identity/pages/sign-in-page.js';
import { ThreadSearch } from '../features/discussions/hooks/thread-search.js';
import { PeopleSearch } from '../features/people/hooks/people-search.js';
import { DocumentSearch } from '../features/practice-documents/hooks/document-search.js';
import { ErrorPage } from './error-page.js';
import { requireFreshInstance, requireGuest, requireSignedIn } from './guards.js';
import { NotFoundPage } from './not-found-page.js';
import * as pages from './pages.js';
import { AppShell } from './shell/app-shell.js';

const root = createRootRoute({ errorComponent: ErrorPage });

// --- for guests
const guest = createRoute({ getParentRoute: () => root, id: 'guest', component: GuestFrame });
const SignInSearch = z.object({ next: z.string().optional().catch(undefined) });
const signIn = createRoute({
  getParentRoute: () => guest,
  path: '/sign-in',
  validateSearch: SignInSearch,
  beforeLoad: requireGuest,
  component: function SignIn() {
    return <SignInPage next={signIn.useSearch().next} />;
  },
});
const setUp = createRoute({
  getParentRoute: () => guest,
  path: '/set-up',
  beforeLoad: requireFreshInstance,
  component: pages.SetUpPage,
});
const forgotPassword = createRoute({
  getParentRoute: () => guest,
  path: '/forgot-password',
  component: pages.ForgotPasswordPage,
});
const resetPassword = createRoute({
  getParentRoute: () => guest,
  path: '/reset-password',
  component: pages.ResetPasswordPage,
});
const invitation = createRoute({
  getParentRoute: () => guest,
  path: '/invitation',
  component: pages.InvitationPage,
});

const unsubscribe = createRoute({
  getParentRoute: () => guest,
  path: '/unsubscribe',
  component: pages.UnsubscribePage,
});

// --- for people who are signed in
const house = createRoute({
  getParentRoute: () => root,
  id: 'house',
  beforeLoad: requireSignedIn,
  component: AppShell,
  errorComponent: ErrorPage,
});
const home = createRoute({ getParentRoute: () => house, path: '/', component: pages.HomePage });
const notifications = createRoute({
  getParentRoute: () => house,
  path: '/notifications',
  component: pages.NotificationsPage,
});
const notificationPreferences = createRoute({
  getParentRoute: () => house,
  path: '/notifications/preferences',
  component: pages.NotificationPreferencesPage,
});
const account = createRoute({ getParentRoute: () => house, path: '/account', component: pages.AccountPage });
const operatorMail = createRoute({
  getParentRoute: () => house,
  path: '/operator/mail',
  component: pages.OperatorMailPage,
});
const operatorPeople = createRoute({
  getParentRoute: () => house,
  path: '/operator/people',
  component: pages.OperatorPeoplePage,
});

const workspaces = createRoute({
  getParentRoute: () => house,
  path: '/workspaces',
  component: pages.WorkspacesPage,
});
const workspace = createRoute({
  getParentRoute: () => house,
  path: '/workspaces/$workspaceId',
  component: function Workspace() {
    const { workspaceId } = workspace.useParams();
    return <pages.WorkspacePage workspaceId={workspaceId} key={workspaceId} />;
  },
});
const members = createRoute({
  getParentRoute: () => house,
  path: '/workspaces/$workspaceId/members',
  component: function Members() {
    const { workspaceId } = members.useParams();
    return <pages.MembersPage workspaceId={workspaceId} key={workspaceId} />;
  },
});
const documents = createRoute({
  getParentRoute: () => house,
  path: '/workspaces/$workspaceId/practice-documents',
  validateSearch: DocumentSearch,
  component: function Documents() {
    const { workspaceId } = documents.useParams();
    return <pages.DocumentsPage workspaceId={workspaceId} search={documents.useSearch()} key={workspaceId} />;
  },
});
const document = createRoute({
  getParentRoute: () => house,
  path: '/practice-documents/$documentId',
  component: function PracticeDocument() {
    const { documentId } = document.useParams();
    return <pages.DocumentPage documentId={documentId} key={documentId} />;
  },
});
const threads = createRoute({
  getParentRoute: () => house,
  path: '/workspaces/$workspaceId/threads',
  validateSearch: ThreadSearch,
  component: function Threads() {
    const { workspaceId } = threads.useParams();
    return <pages.ThreadsPage workspaceId={workspaceId} search={threads.useSearch()} key={workspaceId} />;
  },
});
const moderation = createRoute({
  getParentRoute: () => house,
  path: '/workspaces/$workspaceId/moderation',
  component: function Moderation() {
    const { workspaceId } = moderation.useParams();
    return <pages.ModerationPage workspaceId={workspaceId} key={workspaceId} />;
  },
});
const thread = createRoute({
  getParentRoute: () => house,
  path: '/threads/$threadId',
  component: function Thread() {
    const { threadId } = thread.useParams();
    return <pages.ThreadPage threadId={threadId} key={threadId} />;
  },
});

const search = createRoute({
  getParentRoute: () => house,
  path: '/search',
  // Judged by the page, so that what a search can be narrowed by is no part of the first load.
  validateSearch: (address: Record<string, unknown>) => address,
  component: function Search() {
    return <pages.SearchPage address={search.useSearch()} />;
  },
});
const activity = createRoute({
  getParentRoute: () => house,
  path: '/workspaces/$workspaceId/activity',
  validateSearch: ActivitySearch,
  component: function Activity() {
    const { workspaceId } = activity.useParams();
    return <pages.ActivityPage workspaceId={workspaceId} search={activity.useSearch()} key={workspaceId} />;
  },
});
const community = createRoute({
  getParentRoute: () => house,
  path: '/workspaces/$workspaceId/community',
  component: function Community() {
    const { workspaceId } = community.useParams();
    return <pages.CommunityPage workspaceId={workspaceId} key={workspaceId} />;
  },
});
const commitments = createRoute({
  getParentRoute: () => house,
  path: '/workspaces/$workspaceId/commitments',
  validateSearch: (address: Record<string, unknown>) => address,
  component: function Commitments() {
    const { workspaceId } = commitments.useParams();
    return (
      <pages.CommitmentsPage workspaceId={workspaceId} address={commitments.useSearch()} key={workspaceId} />
    );
  },
});
const commitment = createRoute({
  getParentRoute: () => house,
  path: '/commitments/$commitmentId',
  component: function Commitment() {
    const { commitmentId } = commitment.useParams();
    return <pages.CommitmentPage commitmentId={commitmentId} key={commitmentId} />;
  },
});
const ownActivity = createRoute({
  getParentRoute: () => house,
  path: '/activity',
  validateSearch: ActivitySearch,
  component: function OwnActivity() {
    return <pages.OwnActivityPage search={ownActivity.useSearch()} />;
  },
});

const cities = createRoute({ getParentRoute: () => house, path: '/cities', component: pages.CitiesPage });
const city = createRoute({
  getParentRoute: () => house,
  path: '/cities/$cityId',
  component: function City() {
    const { cityId } = city.useParams();
    return <pages.CityPage cityId={cityId} key={cityId} />;
  },
});
const people = createRoute({
  getParentRoute: () => house,
  path: '/people',
  validateSearch: PeopleSearch,
  component: function People() {
    return <pages.PeoplePage search={people.useSearch()} />;
  },
});
const person = createRoute({
  getParentRoute: () => house,
  path: '/people/$userId',
  component: function Person() {
    const { userId } = person.useParams();
    return <pages.PersonPage userId={userId} key={userId} />;
  },
});
/** An address that leads nowhere is answered inside the house, where the ways on are. */
const nowhere = createRoute({ getParentRoute: () => house, path: '$', component: NotFoundPage });
const network = createRoute({
  getParentRoute: () => root,
  path: '/network',
  beforeLoad: () => {
    throw redirect({ to: '/cities' });
  },
});

const routeTree = root.addChildren([
  guest.addChildren([signIn, setUp, forgotPassword, resetPassword, invitation, unsubscribe]),
  house.addChildren([
    home,
    notifications,
    notificationPreferences,
    account,
    operatorMail,
    operatorPeople,
    workspaces,
    workspace,
    members,
    documents,
    document,
    threads,
    moderation,
    thread,
    search,
    activity,
    community,
    commitments,
    commitment,
    ownActivity,
    cities,
    city,
    people,
    person,
    nowhere,
  ]),
  network,
]);

export const router = createRouter({
  routeTree,
  defaultNotFoundComponent: NotFoundPage,
  defaultErrorComponent: ErrorPage,
  scrollRestoration: true,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
