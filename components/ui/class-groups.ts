/** Words that stand for a property by themselves. */
const WORDS: Readonly<Record<string, readonly string[]>> = {
  display: [
    "block",
    "inline",
    "inline-block",
    "flex",
    "inline-flex",
    "grid",
    "inline-grid",
    "table",
    "contents",
    "hidden",
  ],
  position: ["static", "fixed", "absolute", "relative", "sticky"],
  underline: ["underline", "no-underline"],
  reader: ["sr-only", "not-sr-only"],
};

const GROUP_OF_WORD = new Map(
  Object.entries(WORDS).flatMap(([group, words]) => words.map((word) => [word, group] as const)),
);

/** Groups whose name is longer than the first part of the class. */
const LONG =
  /^(?:(?:min|max)-[wh]|gap-[xy]|overflow-[xy]|inset-[xy]|grid-cols|outline-offset|rounded-[tblr]|translate-[xy]|scroll-[pm][trblxy]?|justify-(?:items|self))(?=-)/;

/** The same first part for several properties: which of them, by what follows. */
const MIXED: readonly (readonly [RegExp, string])[] = [
  [/^text-(?:left|right|center)$/, "side of text"],
  [/^text-\d/, "size of text"],
  [/^text-(?:wrap|nowrap|balance|pretty)$/, "wrap"],
  [/^text-/, "colour of text"],
  [/^border(?:-\d+)?$/, "border"],
  [/^border-[trblxy](?:-\d+)?$/, "border-?"],
  [/^border-[trblxy]-/, "colour of border-?"],
  [/^border-(?:separate|collapse)$/, "model of border"],
  [/^border-spacing/, "spacing"],
  [/^border-/, "colour of border"],
  [/^flex-(?:row|col)/, "direction"],
  [/^flex-(?:wrap|nowrap)/, "flex-wrap"],
  [/^font-(?:mono|sans|\[inherit\])$/, "family"],
  [/^list-(?:inside|outside)$/, "marker"],
  [/^stroke-\d/, "width of stroke"],
  [/^decoration-\d|^divide-[xy]|^rounded-[sl]$/, ""],
  [/^outline-(?:\d|none|hidden|solid|dashed|dotted|double)/, ""],
  [/^outline-/, "colour of outline"],
  [/^(?:button|underline|table|group|peer|origin|line|will|touch)-/, ""],
];

/**
 * Which property a class sets, so that a later class of the same group stands in its place.
 *
 * @param name a class without its variants
 * @returns the class itself where it is a group of its own
 */
export function groupOf(name: string): string {
  const bare = name.replace(/^-/, "");
  const word = GROUP_OF_WORD.get(bare);
  if (word) return word;
  const long = LONG.exec(bare)?.[0];
  if (long) return long;
  const mixed = MIXED.find(([shape]) => shape.test(bare));
  if (mixed) return mixed[1] ? mixed[1].replace("?", bare[7] ?? "") : bare;
  return /^[a-z]+(?=-)/.exec(bare)?.[0] ?? bare;
}

const sides = (group: string) => ["x", "y", "t", "r", "b", "l"].map((side) => group + side);

/** Groups that a class of a wider group takes with it. */
export const COVERED: Readonly<Record<string, readonly string[]>> = {
  p: sides("p"),
  px: ["pl", "pr"],
  py: ["pt", "pb"],
  m: sides("m"),
  mx: ["ml", "mr"],
  my: ["mt", "mb"],
  size: ["w", "h"],
  gap: ["gap-x", "gap-y"],
  flex: ["basis", "grow", "shrink"],
  inset: ["inset-x", "inset-y", "top", "right", "bottom", "left"],
  "inset-x": ["left", "right"],
  "inset-y": ["top", "bottom"],
  overflow: ["overflow-x", "overflow-y"],
  rounded: [...sides("rounded-"), "rounded-s"],
  border: sides("border-"),
  "colour of border": sides("colour of border-"),
  "size of text": ["leading"],
};
