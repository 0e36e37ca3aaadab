import { methods } from '../practice.js';

/** Texts of other kinds and languages, written for the demo: questions to ask, no facts about any city. */
export const METHODS = methods([
  {
    slug: 'fuenf-schritte-der-beteiligung',
    title: 'Fünf Schritte der Bürgerbeteiligung: Leitfragen für kleine Städte',
    docType: 'method',
    workspace: 'eparticipation-manual',
    owner: 'city-ohz',
    cities: ['osterholz-scharmbeck'],
    topics: ['eparticipation'],
    language: 'de',
    implementationStatus: 'unknown',
    startDate: null,
    shared: true,
    sections: [
      {
        title: 'Worum es geht',
        blocks: [
          {
            type: 'p',
            text: 'Wer Einwohnerinnen und Einwohner beteiligt, geht fünf Schritte. Zu jedem gehören Fragen, die vor dem nächsten beantwortet sein sollten.',
          },
          {
            type: 'callout',
            kind: 'note',
            text: 'Beispieltext der Vorführung, keine amtliche Aussage einer Stadt.',
          },
        ],
      },
      {
        title: 'Erwartungen',
        blocks: [
          {
            type: 'list',
            items: [
              'Was kann die Beteiligung ändern, und was steht schon fest?',
              'Wer erwartet was: Rat, Verwaltung, Einwohnerschaft?',
              'Woran erkennen alle, dass es sich gelohnt hat?',
            ],
          },
        ],
      },
      {
        title: 'Planung',
        blocks: [
          {
            type: 'list',
            items: [
              'Wen betrifft die Frage, und wer meldet sich sonst nie zu Wort?',
              'Welche Wege gibt es außer dem Internet?',
              'Wer hat die Zeit, Beiträge zu lesen und zu beantworten?',
            ],
          },
        ],
      },
      {
        title: 'Durchführung',
        blocks: [
          {
            type: 'list',
            items: [
              'Wie lange bleibt die Beteiligung offen, und wer moderiert?',
              'Was geschieht mit Beiträgen, die nicht zum Thema gehören?',
            ],
          },
        ],
      },
      {
        title: 'Kommunikation',
        blocks: [
          {
            type: 'list',
            items: [
              'In welchen Sprachen und in wie einfachen Worten laden wir ein?',
              'Wer erfährt wann, wie es weitergeht?',
            ],
          },
        ],
      },
      {
        title: 'Rückmeldung',
        blocks: [
          {
            type: 'list',
            items: [
              'Wer sagt öffentlich, was übernommen wurde und was nicht?',
              'Wie begründen wir ein Nein so, dass Menschen wieder mitmachen?',
            ],
          },
        ],
      },
    ],
  },
  {
    slug: 'ennen-palvelun-siirtamista',
    title: 'Ennen palvelun siirtämistä: kysymyksiä vastaanottavalle kaupungille',
    docType: 'method',
    workspace: 'user-centric-cities',
    owner: 'city-tampere',
    cities: ['tampere'],
    topics: ['shared-service'],
    language: 'fi',
    implementationStatus: 'unknown',
    startDate: null,
    shared: true,
    sections: [
      {
        title: 'Tarve',
        blocks: [
          { type: 'p', text: 'Kuvatkaa ensin ongelma, vasta sitten ratkaisu.' },
          {
            type: 'list',
            items: [
              'Kenen arki helpottuu, jos palvelu otetaan käyttöön?',
              'Mistä tiedämme, että ongelma on olemassa?',
            ],
          },
          { type: 'callout', kind: 'note', text: 'Esimerkkiteksti, ei minkään kaupungin virallinen kanta.' },
        ],
      },
      {
        title: 'Lähtötilanne',
        blocks: [
          { type: 'p', text: 'Vertailkaa kaupunkien lähtökohtia neljällä tasolla.' },
          {
            type: 'table',
            header: ['Taso', 'Kysymys'],
            rows: [
              ['Lainsäädäntö', 'Mikä laki koskee palvelua meillä?'],
              ['Organisaatio', 'Kuka vastaa palvelusta ja sen tiedoista?'],
              ['Käsitteet', 'Tarkoitammeko samoilla sanoilla samaa asiaa?'],
              ['Tekniikka', 'Mihin järjestelmiin palvelu on liitettävä?'],
            ],
          },
        ],
      },
      {
        title: 'Sopeuttaminen',
        blocks: [
          {
            type: 'list',
            items: [
              'Mitä ei saa muuttaa, jotta palvelu toimisi?',
              'Mitä on käännettävä, mitä rakennettava uudelleen?',
            ],
          },
        ],
      },
      {
        title: 'Kokeilu',
        blocks: [
          {
            type: 'list',
            items: ['Missä ja kuinka kauan kokeilemme?', 'Mitä mittaamme ennen kokeilua ja sen jälkeen?'],
          },
        ],
      },
      {
        title: 'Päätös',
        blocks: [
          {
            type: 'list',
            items: [
              'Kuka päättää jatkosta ja minkä tietojen perusteella?',
              'Mitä opimme, ja miten kerromme siitä alkuperäiselle kaupungille?',
            ],
          },
        ],
      },
    ],
  },
  {
    slug: 'een-dienst-overnemen',
    title: 'Checklist: een dienst overnemen uit een andere stad',
    docType: 'method',
    workspace: 'north-sea-transfer',
    owner: 'city-kortrijk',
    cities: ['kortrijk'],
    topics: ['shared-service'],
    language: 'nl',
    implementationStatus: 'unknown',
    startDate: null,
    shared: true,
    sections: [
      {
        title: 'Voor het eerste gesprek',
        blocks: [
          {
            type: 'tasks',
            items: [
              { text: 'Beschrijf het eigen probleem in drie zinnen.', done: true },
              { text: 'Zoek wie de dienst in de andere stad elke dag gebruikt.' },
              { text: 'Vraag ook wat er mislukt is.' },
            ],
          },
          { type: 'callout', kind: 'note', text: 'Voorbeeldtekst, geen officieel standpunt van een stad.' },
        ],
      },
      {
        title: 'Recht en organisatie',
        blocks: [
          {
            type: 'tasks',
            items: [
              { text: 'Welke wet geldt bij ons, en welke in de andere stad?' },
              { text: 'Wie is bij ons eigenaar van de dienst?' },
              { text: 'Wat kost de dienst eenmalig en per jaar?' },
            ],
          },
        ],
      },
      {
        title: 'Gegevens en techniek',
        blocks: [
          {
            type: 'tasks',
            items: [
              { text: 'Welke gegevens zijn nodig, en mogen we ze gebruiken?' },
              { text: 'Welke onderdelen zijn open source of te koop?' },
            ],
          },
        ],
      },
      {
        title: 'Proefproject',
        blocks: [
          {
            type: 'tasks',
            items: [
              { text: 'Spreek af wat we vooraf en achteraf meten.' },
              { text: 'Spreek af wie beslist om door te gaan of te stoppen.' },
            ],
          },
        ],
      },
    ],
  },
]);
