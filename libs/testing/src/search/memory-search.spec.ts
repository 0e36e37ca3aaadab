import { MemorySearch } from './memory-search.js';
import { searchRecordsContract } from './search-contract.js';

describe('search records in memory', () => {
  searchRecordsContract(() => new MemorySearch());
});
