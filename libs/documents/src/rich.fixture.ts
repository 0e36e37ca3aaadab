import { sectionsToJson } from './index.js';

/** For specs: a document with one of nearly everything, and a link that must not survive. */
export const rich = sectionsToJson(
  [
    {
      key: 'summary',
      title: 'Summary & <more>',
      blocks: [
        {
          type: 'p',
          text: [
            'A ',
            { text: 'bold', bold: true },
            ' claim, ',
            { text: 'linked', href: 'https://city.example/?a=1&b=2' },
            '.',
          ],
        },
        { type: 'list', items: ['One', 'Two'], ordered: true },
        { type: 'tasks', items: [{ text: 'Ask', done: true }, { text: 'Answer' }] },
        { type: 'table', header: ['Metric', 'Value'], rows: [['Share', '1 %'], ['Short']] },
        { type: 'callout', kind: 'warning', text: 'Careful' },
        { type: 'quote', text: 'Said' },
        {
          type: 'link-list',
          links: [
            { title: 'Source', url: 'https://ega.ee/x' },
            { title: 'Bad', url: 'javascript:alert(1)' },
          ],
        },
      ],
    },
    { key: null, title: 'Own section', blocks: [] },
  ],
  'doc-1',
);
