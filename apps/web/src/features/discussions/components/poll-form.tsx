import { Button, Checkbox, Fieldset, Radio } from '@digdir/designsystemet-react';
import type { Poll } from '@kontor/contracts';
import { useId, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

interface PollFormProps {
  poll: Poll;
  labelledBy: string;
  busy: boolean;
  onVote: (options: string[]) => void;
  children: ReactNode;
}

/** One choice or several, and one button. What others choose meanwhile moves nothing here. */
export function PollForm({ poll, labelledBy, busy, onVote, children }: PollFormProps) {
  const { t } = useTranslation('polls');
  const name = useId();
  const [chosen, setChosen] = useState(() => poll.options.filter(({ mine }) => mine).map(({ id }) => id));
  const [isMissing, setMissing] = useState(false);
  const isFull = chosen.length >= poll.choices;
  const choose = (id: string, on: boolean) => {
    setMissing(false);
    if (poll.choices === 1) setChosen([id]);
    else setChosen(on ? [...chosen, id] : chosen.filter((one) => one !== id));
  };
  // Of another poll that has taken the place of this one nothing is chosen yet.
  const offered = chosen.filter((id) => poll.options.some((option) => option.id === id));
  const Choice = poll.choices === 1 ? Radio : Checkbox;
  return (
    <form
      noValidate
      className="k-poll__form"
      onSubmit={(event) => {
        event.preventDefault();
        if (offered.length === 0) setMissing(true);
        else onVote(offered);
      }}
    >
      <Fieldset aria-labelledby={labelledBy}>
        <Fieldset.Description>{t('choose', { count: poll.choices })}</Fieldset.Description>
        {poll.options.map(({ id, text }) => {
          const checked = chosen.includes(id);
          return (
            <Choice
              key={id}
              name={name}
              value={id}
              label={text}
              checked={checked}
              disabled={poll.choices > 1 && isFull && !checked}
              onChange={(event) => choose(id, event.target.checked)}
            />
          );
        })}
        {isMissing && (
          <p className="k-fault" role="alert">
            {t('missing')}
          </p>
        )}
      </Fieldset>
      <div className="k-poll__acts">
        <Button type="submit" data-size="sm" loading={busy}>
          {t('vote')}
        </Button>
        {children}
      </div>
    </form>
  );
}
