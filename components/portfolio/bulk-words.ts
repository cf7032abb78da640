import { formatCount } from "../ui/numbers";

/** A partner as one chooses it. */
export type PartnerChoice = { readonly id: string; readonly name: string };

/** "1 name", "1,204 names". */
export const namesWord = (names: number): string =>
  `${formatCount(names)} ${names === 1 ? "name" : "names"}`;
