export { type TestDatabase, openTestDatabase, testDatabase, withDatabaseName } from './test-database.js';
