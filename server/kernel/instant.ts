/** PostgreSQL's spelling of an instant as ISO 8601 in UTC; null stays null. */
export const iso = <T extends string | null>(at: T): T =>
  (at === null ? null : new Date(at).toISOString()) as T;
