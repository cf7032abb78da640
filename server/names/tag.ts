export const MOST_TAG_SIGNS = 40;
export const TAG_SHAPE = /^[\p{L}\p{N}][\p{L}\p{N} ._:/-]*$/u;

/** A tag in its one stored form; undefined where the text cannot be one. */
export function tagIn(text: string): string | undefined {
  const tag = text.trim().toLowerCase();
  return tag.length <= MOST_TAG_SIGNS && TAG_SHAPE.test(tag) ? tag : undefined;
}
