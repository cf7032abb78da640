/**
 * The wait that a Retry-After header asks for, in whole seconds; undefined when it says nothing
 * readable.
 *
 * @param value seconds, or an HTTP date
 * @see RFC 9110 §10.2.3
 */
export function retryAfterSeconds(value: string | null, now: Date): number | undefined {
  if (value === null) return undefined;
  const text = value.trim();
  if (/^\d{1,9}$/.test(text)) return Number(text);
  const at = /^[A-Z][a-z]{2},? /.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(at) ? undefined : Math.max(0, Math.ceil((at - now.getTime()) / 1000));
}
