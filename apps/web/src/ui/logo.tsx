/** The mark: a stepped gable of a Hanseatic house with one lit window. */
export function Logo({ size = 28 }: { size?: number }) {
  return (
    <svg
      className="k-logo"
      width={size}
      height={size}
      viewBox="0 0 32 32"
      aria-hidden="true"
      focusable="false"
    >
      <path className="k-logo__house" d="M4 30V18h3v-4h3v-4h3V6h6v4h3v4h3v4h3v12z" />
      <path className="k-logo__window" d="M13 17h6v8h-6z" />
    </svg>
  );
}
