import { QueryObserver } from '@tanstack/react-query';
import { Answers } from './query-client.js';

/** A question on the screen whose answers are given by hand. */
function onScreen(client: Answers) {
  const asked: ((answer: string) => void)[] = [];
  const observer = new QueryObserver(client, {
    queryKey: ['visits'],
    queryFn: () => new Promise<string>((resolve) => asked.push(resolve)),
  });
  const shown: (string | undefined)[] = [];
  const leave = observer.subscribe(({ data }) => shown.push(data));
  return { asked, shown, leave };
}

describe('what is called stale', () => {
  it('is asked for again though its first answer had not come yet, which may be older than the change', async () => {
    const client = new Answers();
    const { asked, shown, leave } = onScreen(client);
    const told = client.invalidateQueries({ queryKey: ['visits'] });
    expect(asked).toHaveLength(1);
    asked[0]?.('before the change');
    for (let turn = 0; asked.length < 2 && turn < 100; turn += 1) await Promise.resolve();
    expect(asked).toHaveLength(2);
    asked[1]?.('after it');
    await told;
    expect(shown.at(-1)).toBe('after it');
    leave();
    client.clear();
  });

  it('is asked for once when there was an answer', async () => {
    const client = new Answers();
    client.setQueryData(['visits'], 'before the change');
    const { asked, shown, leave } = onScreen(client);
    const told = client.invalidateQueries({ queryKey: ['visits'] });
    asked[0]?.('after it');
    await told;
    expect(shown.at(-1)).toBe('after it');
    expect(asked).toHaveLength(1);
    leave();
    client.clear();
  });
});
