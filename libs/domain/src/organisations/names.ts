/** Order of names in lists: by the letters' own rank and not by code unit, so Ōbergsson stands by O. */
const collator = new Intl.Collator('en', { sensitivity: 'variant', numeric: true });

export const byName = (
  a: { readonly name: string; readonly id: string },
  b: { readonly name: string; readonly id: string },
): number => collator.compare(a.name, b.name) || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);

/** Letters that Unicode does not decompose and that people leave plain when they type a neighbour's name. */
const PLAIN: Readonly<Record<string, string>> = {
  ł: 'l',
  ø: 'o',
  æ: 'ae',
  œ: 'oe',
  ß: 'ss',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ı: 'i',
};

/** Text as the search compares it: no case, no accents, so that `gdansk` finds Gdańsk and `vaxjo` Växjö. */
export const foldName = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replace(/[łøæœßđðþı]/g, (letter) => PLAIN[letter] ?? letter)
    .replace(/\s+/g, ' ')
    .trim();

const countries = new Intl.DisplayNames(['en'], { type: 'region' });

const languages = new Intl.DisplayNames(['en'], { type: 'language' });

/** Name of a language in English and in the language itself. */
export const languageNames = (iso: string): string[] => {
  const own = new Intl.DisplayNames([iso], { type: 'language' }).of(iso);
  return [...new Set([languages.of(iso) ?? iso, own ?? iso])];
};

/** English name of a country, from the Unicode locale data: no table of our own to keep true. */
export const countryName = (iso: string): string => countries.of(iso) ?? iso;
