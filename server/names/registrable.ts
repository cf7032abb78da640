import { parse } from "tldts";
import { type NameProblem, nameProblem } from "./name-problem";

/**
 * Last labels that are set aside and never delegated for registration.
 * @see RFC 6761, RFC 6762, RFC 7686, RFC 9476, and ICANN's resolution of 2024-07-29 on "internal"
 */
const SPECIAL_USE = new Set([
  "alt",
  "arpa",
  "example",
  "internal",
  "invalid",
  "local",
  "localhost",
  "onion",
  "test",
]);

/**
 * Why nobody can register `name` under the Public Suffix List, or null when a registry sells it.
 *
 * @param name lower-case A-labels, no trailing dot
 */
export function suffixProblem(name: string): NameProblem | null {
  const last = name.slice(name.lastIndexOf(".") + 1);
  const byRegistries = parse(name, { allowPrivateDomains: false });
  const isSingle = last === name;
  if (!isSingle && SPECIAL_USE.has(last)) return nameProblem("not_public_tld");
  if (!byRegistries.isIcann) return nameProblem(isSingle ? "single_label" : "unknown_tld");
  if (byRegistries.domain === null) return nameProblem("public_suffix");
  if (parse(name, { allowPrivateDomains: true }).isPrivate) return nameProblem("private_suffix");
  return byRegistries.domain === name ? null : nameProblem("not_registrable", byRegistries.domain);
}
