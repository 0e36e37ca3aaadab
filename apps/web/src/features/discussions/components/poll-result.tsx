import { Details } from '@digdir/designsystemet-react';
import { CheckmarkIcon } from '@navikt/aksel-icons';
import type { Poll } from '@kontor/contracts';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../app/i18n/format.js';

/** How the votes stand, as a table whose rows are bars; before that may be seen, what can be chosen. */
export function PollResult({ poll, labelledBy }: { poll: Poll; labelledBy: string }) {
  const { t } = useTranslation('polls');
  const format = useFormat();
  const isShown = poll.options.some(({ votes }) => votes !== null);
  if (!isShown) {
    return (
      <ul className="k-poll__options" aria-labelledby={labelledBy}>
        {poll.options.map(({ id, text, mine }) => (
          <li key={id}>
            {text} {mine && <Mine />}
          </li>
        ))}
      </ul>
    );
  }
  const percent = new Intl.NumberFormat(format.locale, { style: 'percent', maximumFractionDigits: 0 });
  return (
    <>
      <table className="k-poll__table" aria-labelledby={labelledBy}>
        <thead className="ds-sr-only">
          <tr>
            <th scope="col">{t('table.option')}</th>
            <th scope="col">{t('table.votes')}</th>
            <th scope="col">{t('table.share')}</th>
          </tr>
        </thead>
        <tbody>
          {poll.options.map(({ id, text, votes, mine }) => {
            const share = poll.voted === 0 ? 0 : (votes ?? 0) / poll.voted;
            return (
              <tr key={id} data-mine={mine || undefined}>
                <th scope="row">
                  {text} {mine && <Mine />}
                  <span className="k-poll__bar" aria-hidden>
                    <span style={{ inlineSize: `${share * 100}%` }} />
                  </span>
                </th>
                <td>{format.number(votes ?? 0)}</td>
                <td>{percent.format(share)}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
      {poll.voted > 0 && <Voters poll={poll} />}
    </>
  );
}

function Mine() {
  const { t } = useTranslation('polls');
  return (
    <small className="k-poll__mine">
      <CheckmarkIcon aria-hidden /> {t('mine')}
    </small>
  );
}

/** Votes bear names: officials speak for their city. */
function Voters({ poll }: { poll: Poll }) {
  const { t } = useTranslation('polls');
  const format = useFormat();
  const named = poll.options.filter(({ voters }) => voters.length > 0);
  return (
    <Details data-size="sm" className="k-poll__who">
      <Details.Summary>{t('who')}</Details.Summary>
      <Details.Content>
        <dl>
          {named.map(({ id, text, votes, voters }) => {
            const names = voters.map(({ name, organisation }) =>
              [name ?? t('discussions:post.gone'), organisation].filter(Boolean).join(' · '),
            );
            const others = (votes ?? 0) - voters.length;
            return (
              <div key={id}>
                <dt>{text}</dt>
                {names.map((name, index) => (
                  // Two people may bear the same name.
                  <dd key={index}>{name}</dd>
                ))}
                {others > 0 && <dd>{t('more', { count: others, number: format.number(others) })}</dd>}
              </div>
            );
          })}
        </dl>
      </Details.Content>
    </Details>
  );
}
