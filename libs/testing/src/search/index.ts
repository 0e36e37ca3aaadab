export * from './memory-search.js';
export * from './search-contract.js';
