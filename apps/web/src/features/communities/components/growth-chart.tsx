import { Details, Heading, Table } from '@digdir/designsystemet-react';
import type { Community } from '@kontor/contracts';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../app/i18n/format.js';
import { ScrollRegion } from '../../../ui/scroll-region.js';

type Growth = Community['growth'];

/** Two rows of bars and a sentence that says what they show; the same figures stand in a table. */
export function GrowthChart({ growth }: { growth: Growth }) {
  const { t } = useTranslation('community');
  const format = useFormat();
  const nameOf = (month: string, style: 'short' | 'long') =>
    new Intl.DateTimeFormat(format.locale, {
      month: style,
      ...(style === 'long' ? { year: 'numeric' } : {}),
      timeZone: 'UTC',
    }).format(new Date(`${month}-15T00:00:00Z`));
  const posts = growth.reduce((sum, month) => sum + month.posts, 0);
  const first = growth[0]?.members ?? 0;
  const last = growth.at(-1)?.members ?? 0;
  return (
    <section aria-labelledby="growth-title" className="k-stack">
      <Heading level={2} data-size="xs" id="growth-title">
        {t('growth')}
      </Heading>
      <p>{t('growthSays', { first, last, posts })}</p>
      <div className="k-growth">
        <Bars
          label={t('growthMembers')}
          bars={growth.map(({ month, members }) => ({ name: nameOf(month, 'short'), value: members }))}
        />
        <Bars
          label={t('growthPosts')}
          bars={growth.map(({ month, posts: value }) => ({ name: nameOf(month, 'short'), value }))}
        />
      </div>
      <Details data-size="sm">
        <Details.Summary>{t('figures')}</Details.Summary>
        <Details.Content>
          <ScrollRegion label={t('growth')}>
            <Table className="k-table" data-size="sm">
              <caption className="ds-sr-only">{t('growth')}</caption>
              <Table.Head>
                <Table.Row>
                  <Table.HeaderCell>{t('month')}</Table.HeaderCell>
                  <Table.HeaderCell className="k-number">{t('growthMembers')}</Table.HeaderCell>
                  <Table.HeaderCell className="k-number">{t('growthPosts')}</Table.HeaderCell>
                </Table.Row>
              </Table.Head>
              <Table.Body>
                {growth.map((one) => (
                  <Table.Row key={one.month}>
                    <Table.HeaderCell scope="row">{nameOf(one.month, 'long')}</Table.HeaderCell>
                    <Table.Cell className="k-number">{format.number(one.members)}</Table.Cell>
                    <Table.Cell className="k-number">{format.number(one.posts)}</Table.Cell>
                  </Table.Row>
                ))}
              </Table.Body>
            </Table>
          </ScrollRegion>
        </Details.Content>
      </Details>
    </section>
  );
}

const STEP = 30;
const HEIGHT = 80;

function Bars({ label, bars }: { label: string; bars: { name: string; value: number }[] }) {
  const most = Math.max(1, ...bars.map(({ value }) => value));
  return (
    <figure className="k-bars">
      <figcaption>{label}</figcaption>
      {/* The sentence above and the table below say it to those who do not see it. */}
      <svg viewBox={`0 0 ${bars.length * STEP} ${HEIGHT + 36}`} aria-hidden="true">
        {bars.map(({ name, value }, index) => {
          const height = (value / most) * HEIGHT;
          const middle = index * STEP + STEP / 2;
          return (
            <g key={index}>
              <rect
                x={index * STEP + 5}
                y={HEIGHT + 16 - height}
                width={STEP - 10}
                height={height}
                rx={1.5}
              />
              {value > 0 && (
                <text x={middle} y={HEIGHT + 12 - height}>
                  {value}
                </text>
              )}
              <text x={middle} y={HEIGHT + 31} className="k-bars__month">
                {name}
              </text>
            </g>
          );
        })}
        <line x1={0} x2={bars.length * STEP} y1={HEIGHT + 16} y2={HEIGHT + 16} />
      </svg>
    </figure>
  );
}
