import type { EXPORT_PROFILES } from "../schemas";

/** `spreadsheet` keeps programs from taking a cell for a formula; `raw` is exactly what is stored. */
export type Profile = (typeof EXPORT_PROFILES)[number];

/**
 * What a spreadsheet takes for a formula: = + - @, their full-width forms, TAB and CR. Apostrophes
 * before one of them count too, so that taking one away always gives back what was stored.
 */
const FORMULA = `'^''*[=+@\\t\\r\\uFF1D\\uFF0B\\uFF0D\\uFF20-]'`;

const disarmed = (sql: string, profile: Profile) =>
  profile === "raw" ? sql : `case when ${sql} ~ ${FORMULA} then '''' else '' end || ${sql}`;

/** Free text in quotes, quotes doubled (RFC 4180); nothing for nothing, which is most often and costs least. */
export const textCell =
  (sql: string) =>
  (profile: Profile): string =>
    `case when ${sql} <> '' then '"' || replace(${disarmed(sql, profile)}, '"', '""') || '"' end`;

/** A list in quotes. Only its first entry can begin a formula. */
export const listCell =
  (sql: string) =>
  (profile: Profile): string => {
    const guard =
      profile === "raw" ? "" : `case when (${sql})[1] ~ ${FORMULA} then '''' else '' end || `;
    return `case when ${sql} <> '{}' then '"' || ${guard}replace(array_to_string(${sql}, ' '), '"', '""') || '"' end`;
  };

/** A word, number or date of our own, which needs no quotes. */
export const wordCell = (sql: string) => (): string => sql;
