import {
  ContentLanguage,
  Day,
  DocType,
  ImplementationStatus,
  Topic,
  type SectionKey,
} from '@kontor/contracts';
import type { BlockInput } from '@kontor/documents';
import { z } from 'zod';

const Link = z.strictObject({ title: z.string().min(1), url: z.url({ protocol: /^https?$/ }) });
const text = z.string().trim().min(1);

/** What every sample document has, whatever stands in it. */
const Frame = {
  slug: z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/),
  title: z.string().min(1).max(100),
  docType: DocType,
  workspace: z.enum([
    'eparticipation-manual',
    'north-sea-transfer',
    'user-centric-cities',
    'baltic-demo-centres',
  ]),
  /** Slug of the organisation that the document belongs to. */
  owner: text,
  cities: z.array(text),
  topics: z.array(Topic).min(1),
  language: ContentLanguage,
  implementationStatus: ImplementationStatus,
  /** Where sources give the year only, its first day. */
  startDate: Day.nullable(),
  /** Community members of the workspace may read it. */
  shared: z.boolean(),
};

/** A practice as public sources tell it, short and in own words. Nothing here is invented. */
const Practice = z.strictObject({
  ...Frame,
  summary: text.max(400),
  problem: text,
  solution: text,
  usersInvolved: text,
  resources: text,
  /** Empty: the sources give no figure, and the document says so. */
  evidence: z.array(
    z.strictObject({
      metric: text,
      value: text,
      unit: text,
      year: text.nullable(),
      source: z.url({ protocol: /^https?$/ }),
    }),
  ),
  challenges: text,
  openQuestions: z.array(text).min(1),
  essentials: z.array(text).min(1),
  transfer: z.strictObject({ spread: text, ease: z.enum(['low', 'medium', 'high']), relevance: text }),
  sources: z.array(Link).min(1),
});
export type Practice = z.infer<typeof Practice>;

/** Checks a list of practices when its module loads. */
export const practices = (rows: readonly z.input<typeof Practice>[]): readonly Practice[] =>
  z.array(Practice).parse(rows);

/** A text of another kind or language, with sections of its own. */
const Method = z.strictObject({
  ...Frame,
  sections: z.array(z.strictObject({ title: text, blocks: z.array(z.custom<BlockInput>()).min(1) })).min(1),
});
export type Method = z.infer<typeof Method>;
export const methods = (rows: readonly z.input<typeof Method>[]): readonly Method[] =>
  z.array(Method).parse(rows);

const NOTICE =
  'Sample data: a short paraphrase of public facts (CC BY 4.0), not an official statement of any city.';

/** The blocks of each section of the guided template. */
export function practiceBlocks(practice: Practice): Record<SectionKey, BlockInput[]> {
  const { transfer } = practice;
  return {
    summary: [{ type: 'p', text: practice.summary }],
    problem: [{ type: 'p', text: practice.problem }],
    solution: [{ type: 'p', text: practice.solution }],
    'users-involved': [{ type: 'p', text: practice.usersInvolved }],
    resources: [{ type: 'p', text: practice.resources }],
    evidence: [
      ...evidenceBlocks(practice),
      { type: 'heading', text: 'Sources' },
      { type: 'link-list', links: practice.sources },
      { type: 'p', text: [{ text: NOTICE, italic: true }] },
    ],
    challenges: [
      { type: 'p', text: practice.challenges },
      { type: 'heading', text: 'Open questions' },
      { type: 'list', items: practice.openQuestions },
    ],
    'why-it-works': [
      { type: 'p', text: 'Without these parts it would not work:' },
      { type: 'list', items: practice.essentials },
    ],
    'transfer-potential': [
      {
        type: 'list',
        items: [
          [{ text: 'Spread so far: ', bold: true }, transfer.spread],
          [{ text: 'Ease of transfer: ', bold: true }, transfer.ease],
          [{ text: 'Relevant for: ', bold: true }, transfer.relevance],
        ],
      },
    ],
  };
}

function evidenceBlocks({ evidence }: Practice): BlockInput[] {
  if (evidence.length === 0) return [{ type: 'p', text: 'The sources give no figure.' }];
  return [
    {
      type: 'table',
      header: ['Metric', 'Value', 'Unit', 'Year', 'Source'],
      rows: evidence.map(({ metric, value, unit, year, source }) => [
        metric,
        value,
        unit,
        year ?? 'not stated',
        [{ text: new URL(source).hostname.replace(/^www\./, ''), href: source }],
      ]),
    },
  ];
}
