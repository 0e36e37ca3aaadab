/// <reference types="vite/client" />

declare module 'virtual:europe-map' {
  /** Coastlines of Europe, cut and projected while building: numeric ISO 3166-1 code and path data. */
  const countries: { id: string; d: string }[];
  export default countries;
}
