import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { europeMap } from './vite/europe-map.js';

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const api = process.env['KONTOR_API'] ?? 'http://127.0.0.1:3000';

/**
 * Groups that change together and are wanted together. No group for the editor: a group takes along what its
 * modules share with the shell, and the first load would then wait for all of it (374 kB instead of 204).
 */
const CHUNKS = [
  { name: 'react', test: /node_modules[\\/](react|react-dom|scheduler)[\\/]/ },
  // What all of the wire is made of. By itself, so that neither of the next two has to wait for the other.
  {
    name: 'wire',
    priority: 2,
    test: /node_modules[\\/]zod[\\/]|libs[\\/]contracts[\\/]src[\\/](ids|paging|errors|locales|identity\.contract|workspaces\.contract|organisations\.contract|practice-documents\.contract|unread\.contract|collab\.contract)/,
  },
  // What only pages of their own say on the wire: not part of the first load.
  {
    name: 'talk',
    priority: 1,
    includeDependenciesRecursively: false,
    test: /libs[\\/]contracts[\\/]src[\\/](?!index)/,
  },
  // What nearly every page shows. A file each would weigh more than what a page leaves unused of it.
  {
    name: 'parts',
    test: /apps[\\/]web[\\/]src[\\/]ui[\\/](error-notice|empty-state|loading|query-gate|when|menu|person-mark|toast)/,
  },
  { name: 'live', test: /node_modules[\\/](socket\.io|engine\.io|@socket\.io)/ },
];

export default defineConfig({
  root: at('.'),
  plugins: [react(), europeMap()],
  resolve: {
    alias: [
      { find: '@kontor/contracts', replacement: at('../../libs/contracts/src/index.ts') },
      { find: '@kontor/documents', replacement: at('../../libs/documents/src/index.ts') },
      { find: /^@digdir\/designsystemet-web$/, replacement: at('./src/ui/design-system-elements.ts') },
    ],
    // Two copies of one of these break silently: hooks, schema identity, "Yjs was already imported".
    dedupe: ['yjs', 'react', 'react-dom', '@tiptap/core', '@tiptap/pm'],
  },
  build: {
    outDir: at('../../dist/web'),
    emptyOutDir: true,
    target: 'es2022',
    // Nothing inlined as data: URI, so that the content security policy can stay with 'self'.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      // The design system does not say that its modules are free of side effects, so all of it would be kept.
      // A contract that no page of the first load uses stays out of it: what a schema is made of looks like an effect.
      treeshake: {
        moduleSideEffects: [
          { test: /@digdir[\\/]designsystemet-react/, sideEffects: false },
          {
            test: /libs[\\/]contracts[\\/]src[\\/]/,
            sideEffects: false,
          },
        ],
      },
      output: { codeSplitting: { groups: CHUNKS } },
    },
  },
  server: {
    port: 5173,
    proxy: {
      '/api': api,
      '/socket.io': { target: api, ws: true },
      '/collab': { target: api, ws: true },
    },
  },
});
