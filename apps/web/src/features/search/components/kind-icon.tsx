import type { SearchKind } from '@kontor/contracts';
import {
  Buildings3Icon,
  ChatIcon,
  FileTextIcon,
  HandshakeIcon,
  LocationPinIcon,
  PersonIcon,
} from '@navikt/aksel-icons';

const ICONS = {
  'practice-document': FileTextIcon,
  thread: ChatIcon,
  commitment: HandshakeIcon,
  person: PersonIcon,
  organisation: Buildings3Icon,
  city: LocationPinIcon,
} as const satisfies Record<SearchKind, unknown>;

/** Beside the name of the kind, never instead of it. */
export function KindIcon({ kind }: { kind: SearchKind }) {
  const Icon = ICONS[kind];
  return <Icon aria-hidden="true" className="k-kind-icon" />;
}
