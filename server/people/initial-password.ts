import { randomInt } from "node:crypto";

/** Neither letters nor digits that look like others, so that it can be read out. */
const SIGNS = "abcdefghijkmnpqrstuvwxyz23456789";
const GROUPS = 4;
const GROUP_LENGTH = 5;

/** A password to hand on: 100 random bits, as four groups of five signs. */
export const initialPassword = (): string =>
  Array.from({ length: GROUPS }, () =>
    Array.from({ length: GROUP_LENGTH }, () => SIGNS[randomInt(SIGNS.length)]).join(""),
  ).join("-");
