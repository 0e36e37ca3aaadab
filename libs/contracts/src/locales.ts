import { z } from 'zod';

/** Languages that the interface is complete in. */
export const UI_LANGUAGES = ['en', 'de'] as const;
export const UiLanguage = z.enum(UI_LANGUAGES);
export type UiLanguage = z.infer<typeof UiLanguage>;

/** Languages that content may be written in (domain.md: eleven full, Frisian for content). */
export const CONTENT_LANGUAGES = [
  'en', 'de', 'nl', 'da', 'sv', 'nb', 'fi', 'et', 'lv', 'lt', 'pl', 'fy',
] as const; // prettier-ignore
export const ContentLanguage = z.enum(CONTENT_LANGUAGES);
export type ContentLanguage = z.infer<typeof ContentLanguage>;
