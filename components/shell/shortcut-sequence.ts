const PATIENCE_MS = 1_000;

/**
 * Joins key presses to known sequences such as "e" or "g p".
 *
 * @param known all sequences that mean something at this moment
 * @returns a function that takes each key with its time and answers the sequence it completes
 */
export function keySequences(known: () => readonly string[]) {
  let before: { key: string; atMs: number } | undefined;

  return (key: string, atMs: number): string | undefined => {
    const sequences = known();
    const prefix = before && atMs - before.atMs <= PATIENCE_MS ? before.key : undefined;
    before = undefined;
    const joined = prefix ? `${prefix} ${key}` : key;
    if (sequences.includes(joined)) return joined;
    if (prefix && sequences.includes(key)) return key;
    if (sequences.some((sequence) => sequence.startsWith(`${key} `))) before = { key, atMs };
    return undefined;
  };
}
