import { accepted, type Checked, rejected } from "./checked";
import { DomainName } from "./domain-name";
import { toAscii, toUnicodeName } from "./idna";
import { type NameProblem, nameProblem } from "./name-problem";

export type OwnedName = {
  readonly name: DomainName;
  readonly unicode: string;
  readonly tld: string;
};

const MAX_INPUT_LENGTH = 1024;

/**
 * A name as a registrar wrote it, in its stored form.
 *
 * It is owned already, so rules of registration do not matter: emoji, names under private suffixes
 * and endings younger than our Public Suffix List are kept. It must be a valid host name all the same.
 *
 * @returns the name; or `type`, `required`, `name_too_long`, `bad_char`, `single_label`
 */
export function acceptRegistrarName(input: unknown): Checked<OwnedName, NameProblem> {
  if (typeof input !== "string") return rejected(nameProblem("type"));
  const stored = DomainName.safeParse(input);
  if (stored.success && !input.includes("xn--"))
    return accepted({ name: stored.data, unicode: input, tld: tldOf(input) });
  const text = input.trim().replace(/\.$/, "");
  if (text === "") return rejected(nameProblem("required"));
  if (text.length > MAX_INPUT_LENGTH) return rejected(nameProblem("name_too_long"));
  const ascii = toAscii(text);
  if (ascii === null) return rejected(nameProblem("bad_char"));
  if (!ascii.includes(".")) return rejected(nameProblem("single_label"));
  const name = DomainName.safeParse(ascii);
  if (!name.success)
    return rejected(nameProblem(ascii.length > 253 ? "name_too_long" : "bad_char"));
  return accepted({
    name: name.data,
    unicode: ascii.includes("xn--") ? toUnicodeName(ascii) : ascii,
    tld: tldOf(ascii),
  });
}

const tldOf = (name: string) => name.slice(name.lastIndexOf(".") + 1);
