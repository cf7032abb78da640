import { toUnicodeName } from "./idna";

/** A stored name or host as its readers write it: A-labels become U-labels, others stay as they are. */
export const toUnicode = (name: string): string =>
  name.includes("xn--") ? toUnicodeName(name) : name;
