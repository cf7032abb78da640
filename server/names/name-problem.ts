/** One sentence per rule a name can break: what is wrong, and what to do about it. */
const MESSAGES = {
  required: "Enter a domain name.",
  type: "A domain name must be text.",
  empty_label: "The name has an empty part between dots; remove the extra dot.",
  single_label: "The name needs an ending, such as example.com.",
  public_suffix: "This is an ending under which names are registered; put a name before it.",
  private_suffix:
    "This ending belongs to a private service, so names under it cannot be registered.",
  not_public_tld: "This ending is reserved and not part of the public domain name system.",
  unknown_tld: "This ending does not exist; check the last part of the name.",
  not_registrable: "This is a host inside a registered name; enter the registered name itself.",
  bad_char: "Use only letters, digits and hyphens between the dots.",
  wildcard: "A wildcard is not a name; remove the *.",
  ip_address: "This is an IP address; enter a domain name.",
  label_too_long: "A part between dots may have 63 characters at most.",
  name_too_long: "A name may have 253 characters at most.",
  hyphen_edge: "A part of the name may not begin or end with a hyphen.",
  hyphen_34: "A part of the name may not have hyphens in its third and fourth place.",
  bad_punycode:
    "The part that begins with xn-- does not encode a valid name; type the name itself.",
  bidi: "Left-to-right and right-to-left letters may not be mixed in one part of the name.",
  joiner: "The name has an invisible joining character where none is allowed; type it again.",
  symbol: "Symbols and emoji cannot be registered; use letters and digits.",
  url_pasted: "Enter only the name, without https:// and without a path.",
} as const;

export type NameProblemCode = keyof typeof MESSAGES;

/** Why a text is no registrable name. `suggestion` is a name that would have been taken instead. */
export type NameProblem = {
  readonly code: NameProblemCode;
  readonly message: string;
  readonly suggestion?: string;
};

/** The problem `code` with its sentence; a suggestion is named in the sentence as well. */
export function nameProblem(code: NameProblemCode, suggestion?: string): NameProblem {
  if (suggestion === undefined) return { code, message: MESSAGES[code] };
  const message = `This is a host inside a registered name; enter ${suggestion} instead.`;
  return { code, message, suggestion };
}
