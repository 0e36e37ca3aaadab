import type { City } from '@kontor/contracts';

export interface Label {
  id: string;
  text: string;
  x: number;
  y: number;
  anchor: 'start' | 'end';
}

const SIZE_ORDER = ['XL', 'L', 'M', 'S'];
const LINE = 15;
const LETTER = 7.2;

/**
 * Names beside the dots, as many as fit without touching: the highlighted place first, then larger towns. Those
 * left out show their name under the pointer and on focus, and all stand in the table.
 */
export function placeLabels(places: { city: City; x: number; y: number }[], highlight?: string): Label[] {
  const rank = ({ city }: { city: City }) =>
    city.id === highlight
      ? -1
      : (SIZE_ORDER.indexOf(city.sizeBand) + SIZE_ORDER.length + 1) % (SIZE_ORDER.length + 1);
  const taken = places.map(({ x, y }) => ({ left: x - 7, right: x + 7, top: y - 7, bottom: y + 7 }));
  const labels: Label[] = [];
  for (const place of [...places].sort((a, b) => rank(a) - rank(b))) {
    const text = place.city.name.replace(/ \(.*\)$/, '').replace(/,.*$/, '');
    const long = text.length * LETTER;
    for (const anchor of ['start', 'end'] as const) {
      const x = place.x + (anchor === 'start' ? 9 : -9);
      const left = anchor === 'start' ? x : x - long;
      const box = { left, right: left + long, top: place.y - LINE / 2, bottom: place.y + LINE / 2 };
      if (box.left < 4 || box.right > 796 || taken.some((other) => overlaps(box, other))) continue;
      taken.push(box);
      labels.push({ id: place.city.id, text, x, y: place.y + 4.5, anchor });
      break;
    }
  }
  return labels;
}

interface Box {
  left: number;
  right: number;
  top: number;
  bottom: number;
}
const overlaps = (a: Box, b: Box) =>
  a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
