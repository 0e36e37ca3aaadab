import type { MarkedText } from '@kontor/contracts';
import { Fragment } from 'react';

/** A text with the words that answer marked: text all the way, whatever it holds. */
export function Marked({ text, marks }: MarkedText) {
  const last = marks.at(-1)?.to ?? 0;
  return (
    <>
      {marks.map(({ from, to }, index) => (
        <Fragment key={from}>
          {text.slice(marks[index - 1]?.to ?? 0, from)}
          <mark>{text.slice(from, to)}</mark>
        </Fragment>
      ))}
      {text.slice(last)}
    </>
  );
}
