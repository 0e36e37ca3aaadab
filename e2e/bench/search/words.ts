import type { ContentLanguage } from '@kontor/contracts';

/** Words of the trade in the languages of the partners; the small ones first, as they are the most frequent. */
const LISTS: Readonly<Partial<Record<ContentLanguage, string>>> = {
  en: 'the of and to in is for with city citizens service budget harbour council participation report evidence library energy transport neighbourhood decisions cooperation municipalities questions answers procurement accessibility meetings',
  de: 'der die und das ist für mit Stadt Bürger Dienst Haushalt Häfen Rat Beteiligung Bericht Büchereien Energie Verkehr Nachbarschaften Entscheidungen Zusammenarbeit Gemeinden Straßen Fragen Antworten Vergabe',
  fi: 'ja on ei että kaupunki kaupungin asukkaat palvelut talousarvio satama osallistuminen kirjastoissa kouluissa energia liikenne naapurustot päätökset yhteistyö kunnat kysymyksiä vastauksia hankinnat esteettömyys äänestys',
  sv: 'och är det att för med stad städer invånare tjänster budget hamnar delaktighet rapporter bibliotek energi trafik grannskap beslut samarbete kommuner frågor svar upphandling skolor',
  nl: 'de het een van en is voor met stad steden bewoners diensten begroting havens raad participatie verslagen bibliotheken energie verkeer buurten besluiten samenwerking gemeenten vragen antwoorden huizen',
  et: 'ja on ei et kui linn linnad elanikud teenused eelarve sadam kaasamine aruanded raamatukogud energia liiklus naabruskond otsused koostöö omavalitsused küsimused vastused hanked äärelinn õpetajad',
  lv: 'un ir ar par no pilsēta pilsētas iedzīvotāji pakalpojumi budžets osta līdzdalība ziņojumi bibliotēkas enerģija satiksme apkaimes lēmumi sadarbība pašvaldības jautājumi atbildes iepirkumi',
  lt: 'ir yra su iš tai miestas miestai gyventojai paslaugos biudžetas uostas dalyvavimas ataskaitos bibliotekos energija eismas kaimynystė sprendimai bendradarbiavimas savivaldybės klausimai atsakymai',
  pl: 'i w z na do miasto miasta mieszkańcy usługi budżet port uczestnictwo raporty biblioteki energia ruch sąsiedztwo decyzje współpraca gminy pytania odpowiedzi zamówienia Łódź Gdańsk',
};
export const LANGUAGES = Object.entries(LISTS).map(([language, words]) => ({
  language: language as ContentLanguage,
  words: words.split(' '),
}));

const SYLLABLES = 'ka ri to me lu po sa ne vi du ha gi ost ber tal lin ung keit sel mo'.split(' ');
/** Names and rare words: the long tail of every language. */
export const RARE: readonly string[] = Array.from({ length: 30_000 }, (_, index) => {
  let word = '';
  for (let rest = index + 400; rest > 0; rest = Math.floor(rest / 20)) word += SYLLABLES[rest % 20] ?? '';
  return word;
});
