import { useFormat } from '../app/i18n/format.js';

/** A moment, relative in the text and exact on hover and to assistive technology. */
export function When({ at }: { at: string }) {
  const format = useFormat();
  return (
    <time dateTime={at} title={format.exact(at)}>
      {format.relative(at)}
    </time>
  );
}
