/** How lines are told apart: by dashes as well as by colour. */
export const LINES = [
  { text: "text-accent", dashes: "", word: "solid" },
  { text: "text-info", dashes: "7 4", word: "dashed" },
  { text: "text-warn", dashes: "2 4", word: "dotted" },
  { text: "text-ok", dashes: "10 4 2 4", word: "dash and dot" },
  { text: "text-ink-2", dashes: "14 5", word: "long dashes" },
  { text: "text-bad", dashes: "4 2", word: "short dashes" },
] as const;
