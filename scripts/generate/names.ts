import { domainToASCII } from "node:url";
import { chooser, type Random } from "./random";

const SYLLABLES =
  "ba be bi bo da de di do fa fe ka ke ki ko la le li lo ma me mi mo na ne ni no ra re ri ro sa ta".split(
    " ",
  );
const BITS = 5;
const SYLLABLES_PER_NAME = 4;
/** Above this many, names would repeat. */
export const NAMES_AT_MOST = 2 ** (BITS * SYLLABLES_PER_NAME);
/** Odd, so that counting in steps of it meets every number below a power of two once. */
const STEP = 0x9e3b5;

/** Words that many names share, so that a search may find very many. */
const ending = chooser([
  ["", 40],
  ["media", 5],
  ["group", 6],
  ["-shop", 6],
  ["lab", 7],
  ["online", 8],
  ["-studio", 4],
  ["tech", 9],
  ["24", 6],
  ["-consulting", 3],
  ["hotel", 2],
  ["x", 4],
]);

/** Letters that no A-label can spell, put before the syllables. */
const foreign = chooser([
  ["grün", 5],
  ["café", 5],
  ["știri", 4],
  ["smørre", 2],
  ["привет", 2],
  ["例え", 1],
]);

export const IDN_SHARE = 0.03;

const tlds = chooser([
  ["com", 44],
  ["net", 10],
  ["de", 9],
  ["org", 8],
  ["ro", 7],
  ["eu", 6],
  ["io", 4.4],
  ["fr", 4],
  ["nl", 3],
  ["co.uk", 2],
  ["info", 1.5],
  ["biz", 1],
  ["xn--p1ai", 0.1],
]);

export type GeneratedName = {
  readonly name: string;
  readonly nameUnicode: string;
  readonly tld: string;
};

/** The name of row `index`: its first eight letters are no other row's. */
export function nameOf(index: number, random: Random): GeneratedName {
  const body = syllablesOf((index * STEP) % NAMES_AT_MOST) + ending(random);
  const suffix = tlds(random);
  const label = random.isOneIn(IDN_SHARE) ? `${foreign(random)}${body}` : body;
  const tld = suffix.slice(suffix.lastIndexOf(".") + 1);
  const isPlain = label === body && !suffix.startsWith("xn--");
  const name = `${label}.${suffix}`;
  if (isPlain) return { name, nameUnicode: name, tld };
  const nameUnicode = `${label}.${suffix === "xn--p1ai" ? "рф" : suffix}`;
  return { name: domainToASCII(nameUnicode), nameUnicode, tld };
}

function syllablesOf(number: number): string {
  let text = "";
  for (let place = SYLLABLES_PER_NAME - 1; place >= 0; place -= 1)
    text += SYLLABLES[(number >> (place * BITS)) & (2 ** BITS - 1)] ?? "";
  return text;
}
