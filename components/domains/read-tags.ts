import { Tag } from "@/server/domains/schemas";

const MOST_TAGS = 20;

/** Reads tags as people type them, separated by commas or lines; each once, in alphabetical order. */
export function readTags(text: string): { tags: string[]; problem: string | undefined } {
  const typed = text
    .split(/[,\n]/)
    .map((word) => word.trim())
    .filter(Boolean);
  const read = typed.map((word) => ({ word, result: Tag.safeParse(word) }));
  const bad = read.find(({ result }) => !result.success);
  if (bad)
    return { tags: [], problem: `“${bad.word}”: ${bad.result.error?.issues[0]?.message ?? ""}` };
  const tags = [...new Set(read.map(({ result }) => result.data ?? ""))].sort();
  return tags.length > MOST_TAGS
    ? { tags: [], problem: `A name carries at most ${MOST_TAGS} tags.` }
    : { tags, problem: undefined };
}
