import { Avatar } from '@digdir/designsystemet-react';

/** Initials of a person, decorative: the name always stands beside it. */
export function PersonMark({ name }: { name: string }) {
  const words = name
    .replace(/[^\p{L}\p{N}\s-]/gu, '')
    .split(/\s+/)
    .filter(Boolean);
  const initials = [words[0], words.length > 1 ? words.at(-1) : undefined]
    .map((word) => word?.[0] ?? '')
    .join('');
  return <Avatar aria-label="" aria-hidden="true" initials={initials.toLocaleUpperCase()} data-size="sm" />;
}
