export type Density = "comfortable" | "dense";

/** The cookie that holds the choice; a cookie, so that the first paint already has the right row height. */
export const DENSITY_COOKIE = "namekeep.density";

/** Reads the cookie's value; anything unknown is comfortable. */
export const densityFrom = (value: string | undefined): Density =>
  value === "dense" ? "dense" : "comfortable";
