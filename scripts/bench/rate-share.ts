export type AllowedRate = { readonly perSecond: number; readonly burst: number };

/**
 * Of the calls a rate allows between the first and the last one, behind the burst: how many were made.
 *
 * @param atMs when each call was made, in order
 * @throws Error when there were hardly any
 */
export function shareOfRate(atMs: readonly number[], { perSecond, burst }: AllowedRate): number {
  const from = atMs[burst];
  const until = atMs.at(-1);
  if (from === undefined || until === undefined || until <= from)
    throw new Error(`Only ${atMs.length} calls were made.`);
  return (atMs.length - 1 - burst) / ((perSecond * (until - from)) / 1_000);
}
