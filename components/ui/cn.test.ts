import { globSync, readFileSync } from "node:fs";
import { extendTailwindMerge } from "tailwind-merge";
import { expect, test } from "vitest";
import { cn } from "./cn";

/** The full rules, too heavy for a browser that needs a few of them. */
const merge = extendTailwindMerge({
  extend: {
    theme: {
      text: ["11", "12", "13", "14", "16", "20", "22"],
      radius: ["xs", "s", "m", "l", "full"],
      shadow: ["raised", "floating"],
      spacing: ["row"],
      animate: ["appear", "breathe"],
    },
  },
});

/** Every class our screens use, with its variants; other words of the sources are not known to the full rules. */
function classesInUse(): string[] {
  const texts = globSync("{app,components}/**/*.{ts,tsx}").flatMap((file) =>
    [...readFileSync(file, "utf8").matchAll(/"([^"\n]*)"/g)].map((match) => match[1] ?? ""),
  );
  const words = new Set(texts.flatMap((text) => text.split(/\s+/)));
  return [...words].filter(
    (word) => /^[^\s"'`$]+$/.test(word) && merge("w-1", word, word) !== `w-1 ${word} ${word}`,
  );
}

/** What stands before the last colon: only under the same variants can one class stand in another's place. */
const variantsOf = (name: string) => name.slice(0, name.lastIndexOf(":") + 1);

test("any two classes of ours are joined as the full rules of Tailwind join them", () => {
  const classes = classesInUse();
  expect(classes.length).toBeGreaterThan(300);
  const alike = Map.groupBy(classes, variantsOf);
  const wrong = classes.flatMap((one) =>
    [...(alike.get(variantsOf(one)) ?? []), `hover:${one}`]
      .filter((other) => one !== other && cn(one, other) !== merge(one, other))
      .map((other) => `${one} ${other} -> ${cn(one, other)}`),
  );
  expect(wrong).toEqual([]);
});

test("what is no class of Tailwind stays", () => {
  expect(cn("button", "button-quiet", ["tab", false], undefined, "group/row")).toBe(
    "button button-quiet tab group/row",
  );
});
