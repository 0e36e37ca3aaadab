/** A fresh id as the server makes them: 24 hex digits. Chosen here, so that what is sent twice exists once. */
export const newId = (): string =>
  Array.from(crypto.getRandomValues(new Uint8Array(12)), (byte) => byte.toString(16).padStart(2, '0')).join(
    '',
  );
