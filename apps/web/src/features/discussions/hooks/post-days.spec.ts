import { dayOf, placeOfDay } from './post-days.js';

const at = (no: number, createdAt: Date) => ({ no, createdAt: createdAt.toISOString() });
// As people see them where they are: an evening of one day may be the next day elsewhere.
const monday = new Date(2026, 2, 2, 23, 30);
const tuesday = new Date(2026, 2, 3, 0, 10);
const friday = new Date(2026, 2, 6, 9, 0);

describe('going to a day of a thread', () => {
  // Post 4 answers post 2 and stands under it, before post 3.
  const shown = [at(1, monday), at(2, tuesday), at(4, friday), at(3, tuesday)];

  it('leads to what was written first on it, by the reader’s own calendar', () => {
    expect(dayOf(monday.toISOString())).toBe('2026-03-02');
    expect(shown[placeOfDay(shown, '2026-03-03')]?.no).toBe(2);
    expect(shown[placeOfDay(shown, '2026-03-06')]?.no).toBe(4);
  });

  it('leads on to the next day on which anything was written, and after the last to the last post', () => {
    expect(shown[placeOfDay(shown, '2026-03-04')]?.no).toBe(4);
    expect(shown[placeOfDay(shown, '2025-01-01')]?.no).toBe(1);
    expect(shown[placeOfDay(shown, '2027-01-01')]?.no).toBe(4);
  });
});
