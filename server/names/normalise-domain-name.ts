import { isIPv6 } from "node:net";
import { accepted, type Checked, rejected } from "./checked";
import { DomainName } from "./domain-name";
import { brokenRule, toAscii, toUnicodeName } from "./idna";
import { type NameProblem, type NameProblemCode, nameProblem } from "./name-problem";
import { suffixProblem } from "./registrable";
import { flagsOf, type NameFlag } from "./script-flags";

/** Longer text cannot be a name in any script, and is not worth taking apart. */
const MAX_INPUT_LENGTH = 1024;
const URL_START = /^[a-z][a-z0-9+.-]*:\/\//i;
const BIDI_CONTROLS = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/u;
const FORBIDDEN_ASCII = /[^a-z0-9.\-\u0080-\u{10ffff}]/iu;

export type NormalName = {
  readonly name: DomainName;
  /** The name as its readers write it, in U-labels. */
  readonly unicode: string;
  /** The last label, as an A-label. */
  readonly tld: string;
  /** Whether characters were replaced or dropped, beyond upper case, outer blanks and a last dot. */
  readonly changed: boolean;
  readonly flags: readonly NameFlag[];
};

type Options = {
  /** Take the registrable name out of a pasted URL, as a search field does; elsewhere it is refused. */
  readonly takeFromUrl?: boolean;
};

/**
 * What a person typed, as the one name that would be registered; or the first rule it breaks.
 *
 * Refuses whatever no registry sells: hosts below a name, suffixes, special-use endings, symbols.
 * Names already owned are read by `acceptRegistrarName`, which is more lenient.
 * @see UTS 46 (non-transitional, STD3 rules), https://publicsuffix.org
 */
export function normaliseDomainName(
  input: unknown,
  options: Options = {},
): Checked<NormalName, NameProblem> {
  if (typeof input !== "string") return rejected(nameProblem("type"));
  const typed = input.trim();
  if (!URL_START.test(typed)) return normalise(typed);
  if (!options.takeFromUrl) return rejected(nameProblem("url_pasted"));
  const host = normalise(hostOf(typed));
  const inside = host.ok ? undefined : host.error.suggestion;
  const result = inside === undefined ? host : normalise(inside);
  return result.ok ? accepted({ ...result.value, changed: true }) : result;
}

function normalise(typed: string): Checked<NormalName, NameProblem> {
  const text = typed.replace(/[.\u3002\uff0e\uff61]$/u, "");
  const code = textProblem(typed) ?? brokenRule(text);
  if (code) return rejected(nameProblem(code));
  const ascii = toAscii(text) ?? "";
  if (isNumeric(ascii)) return rejected(nameProblem("ip_address"));
  const problem = suffixProblem(ascii);
  if (problem) return rejected(problem);
  const name = DomainName.safeParse(ascii);
  if (!name.success) return rejected(nameProblem("bad_char"));
  const unicode = toUnicodeName(ascii);
  const asTyped = text.toLowerCase().normalize("NFC");
  return accepted({
    name: name.data,
    unicode,
    tld: ascii.slice(ascii.lastIndexOf(".") + 1),
    changed: asTyped !== unicode && asTyped !== ascii,
    flags: flagsOf(unicode),
  });
}

/** Problems that are seen before the text is taken for a name at all. */
function textProblem(typed: string): NameProblemCode | null {
  if (typed === "") return "required";
  if (typed.length > MAX_INPUT_LENGTH) return "name_too_long";
  if (typed.startsWith("[") || isIPv6(typed)) return "ip_address";
  if (typed.startsWith("*.")) return "wildcard";
  if (FORBIDDEN_ASCII.test(typed) || BIDI_CONTROLS.test(typed) || /\s/u.test(typed))
    return "bad_char";
  return null;
}

/** Whether every label is a number: then a resolver reads an IPv4 address. @see WHATWG URL §3.5 */
const isNumeric = (name: string) =>
  name.includes(".") && name.split(".").every((label) => /^(?:\d+|0x[0-9a-f]*)$/.test(label));

function hostOf(url: string): string {
  const afterScheme = url.slice(url.indexOf("://") + 3);
  const authority = afterScheme.split(/[/?#\\]/, 1)[0] ?? "";
  return authority.replace(/:\d*$/, "");
}
