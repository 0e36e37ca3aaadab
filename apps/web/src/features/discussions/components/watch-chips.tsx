import { Chip } from '@digdir/designsystemet-react';
import type { ChangeWatching } from '@kontor/contracts';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { ErrorNotice } from '../../../ui/error-notice.js';
import { useChangeWatching, useWatching } from '../../notifications/api/watching.js';

interface WatchChipsProps {
  workspaceId: string;
  /** The tag by which the list is narrowed. */
  tag: string | undefined;
}

/** "Tell me of new discussions in this workspace, with #signing": all of them, the tag at hand, and those watched before. */
export function WatchChips({ workspaceId, tag }: WatchChipsProps) {
  const { t } = useTranslation('discussions');
  const watching = useWatching();
  const change = useChangeWatching(workspaceId);
  const id = useId();
  const here = watching.data?.find((one) => one.workspaceId === workspaceId);
  const tags = [...new Set([...(tag === undefined ? [] : [tag]), ...(here?.tags ?? [])])];
  // What was chosen shows at once, and is as before when it could not be saved.
  const asked = change.isPending ? change.variables : undefined;
  const isOn = (choice: ChangeWatching) => {
    if (asked?.what === choice.what && (asked.what === 'all' || asked.tag === tagOf(choice))) return asked.on;
    return choice.what === 'all' ? (here?.all ?? false) : (here?.tags.includes(choice.tag) ?? false);
  };
  const chip = (choice: ChangeWatching, label: string) => (
    <Chip.Checkbox
      key={label}
      checked={isOn(choice)}
      disabled={!watching.isSuccess}
      onChange={(event) => change.mutate({ ...choice, on: event.target.checked })}
    >
      {label}
    </Chip.Checkbox>
  );
  return (
    <>
      <div className="k-chips k-watch" role="group" aria-labelledby={id}>
        <span id={id}>{t('watch.title')}</span>
        {chip({ what: 'all', on: true }, t('watch.all'))}
        {tags.map((one) => chip({ what: 'tag', tag: one, on: true }, t('watch.tag', { tag: one })))}
      </div>
      {change.isError && <ErrorNotice error={change.error} compact />}
    </>
  );
}

const tagOf = (choice: ChangeWatching): string | null => (choice.what === 'tag' ? choice.tag : null);
