/** The value of `--name N`, as the environment carries it; undefined when it is not given. Ends the program on anything else. */
export function wholeNumber(name) {
  const at = process.argv.indexOf(`--${name}`);
  if (at < 0) return undefined;
  const value = Number(process.argv[at + 1]);
  if (Number.isSafeInteger(value) && value > 0) return String(value);
  console.error(`--${name} takes a whole number`);
  process.exit(2);
}
