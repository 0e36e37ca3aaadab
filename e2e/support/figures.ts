/** Token of a server whose figures a test reads. */
export const METRICS_TOKEN = 'a token for tests only';

/** One look at a server's `/metrics`. */
export async function figuresOf(url: string): Promise<(name: string) => number> {
  const answer = await fetch(`${url}/metrics`, { headers: { authorization: `Bearer ${METRICS_TOKEN}` } });
  const text = await answer.text();
  if (!answer.ok) throw new Error(`/metrics answered ${answer.status}: ${text}`);
  return (name) => {
    const value = new RegExp(`^${name} (\\S+)$`, 'm').exec(text)?.[1];
    if (value === undefined) throw new Error(`the server has no figure ${name}`);
    return Number(value);
  };
}
