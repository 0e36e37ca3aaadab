export default async function tearDownDatabase() {
  await globalThis.__kontorTestDatabase?.();
}
