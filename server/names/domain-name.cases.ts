import type { NameProblemCode } from "./name-problem";

/** What people and files hand in as a domain name, and the rule that refuses it. */
export const REFUSED_NAMES: ReadonlyArray<readonly [input: unknown, code: NameProblemCode]> = [
  ["example.com..", "empty_label"], // two trailing dots
  [".example.com", "empty_label"], // leading dot (tldts accepts it)
  ["example..com", "empty_label"], // empty label
  ["", "required"], // required
  ["   ", "required"], // required
  [null, "type"], // null
  [5, "type"], // number
  [["example.com"], "type"], // array in a string field
  ["com", "public_suffix"], // suffix itself
  ["co.uk", "public_suffix"], // two-label suffix
  ["github.io", "private_suffix"], // private suffix: not for registration; allowed as owned name only by import with a flag
  ["localhost", "single_label"], // single label
  ["example.local", "not_public_tld"], // special use
  ["example.test", "not_public_tld"], // RFC 6761
  ["example.invalid", "not_public_tld"], // not_public_tld
  ["example.onion", "not_public_tld"], // not_public_tld
  ["example.internal", "not_public_tld"], // ICANN private use
  ["1.2.0.192.in-addr.arpa", "not_public_tld"], // reverse zone
  ["example.zzzz", "unknown_tld"], // TLD not in IANA list
  ["www.example.com", "not_registrable"], // subdomain for register/transfer/watch; message offers example.com
  ["a.example.co.uk", "not_registrable"], // not_registrable
  ["example.com/path", "bad_char"], // bad_char
  ["example.com:443", "bad_char"], // port
  ["user@example.com", "bad_char"], // e-mail pasted
  ["mailto:user@example.com", "bad_char"], // bad_char
  ["*.example.com", "wildcard"], // wildcard
  ["192.168.0.1", "ip_address"], // ip_address
  ["192.168.1", "ip_address"], // last label numeric
  ["[::1]", "ip_address"], // ip_address
  ["2001:db8::1", "ip_address"], // ip_address
  ["0x7f.1", "ip_address"], // hex part
  ["example.123", "unknown_tld"], // numeric TLD
  ["aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa.com", "label_too_long"], // 64
  ["-example.com", "hyphen_edge"], // hyphen_edge
  ["example-.com", "hyphen_edge"], // hyphen_edge
  ["ex--ample.com", "hyphen_34"], // hyphens in 3-4 without xn
  ["exam_ple.com", "bad_char"], // underscore
  ["_dmarc.example.com", "bad_char"], // underscore host
  ["exa mple.com", "bad_char"], // inner blank
  ["exam\tple.com", "bad_char"], // tab
  ["exam\nple.com", "bad_char"], // newline inside
  ["example\u0000.com", "bad_char"], // NUL
  ["exam%70le.com", "bad_char"], // percent
  ["example,com", "bad_char"], // comma: list field splits it, single field refuses
  ["o'hara.com", "bad_char"], // quote
  ["example.com;drop", "bad_char"], // bad_char
  ["$(id).com", "bad_char"], // bad_char
  ["xn--a.com", "bad_punycode"], // bad_punycode
  ["xn--.com", "bad_punycode"], // empty
  ["xn--example-.com", "bad_punycode"], // encodes pure ASCII
  ["xn--u-ccb.com", "bad_punycode"], // decodes to non-NFC
  ["xn--99999999999.com", "bad_punycode"], // overflow
  ["عربيa.com", "bidi"], // mixed direction label
  ["a\u200db.com", "joiner"], // ZWJ out of context
  ["\u202eexample.com", "bad_char"], // RLO
  ["I❤.ws", "symbol"], // emoji: refused for register; import keeps
  ["☕.com", "symbol"], // symbol
  ["xn--53h.com", "symbol"], // encoded emoji
  [
    `${"a".repeat(63)}.${"a".repeat(63)}.${"a".repeat(63)}.${"b".repeat(57)}.com`,
    "not_registrable",
  ], // 253 octets
  [`${"a".repeat(63)}.${"a".repeat(63)}.${"a".repeat(63)}.${"b".repeat(58)}.com`, "name_too_long"], // 254 octets
  ["https://example.com/", "url_pasted"],
  ["foo.github.io", "private_suffix"],
  ["ab\u2019c.com", "bad_char"], // typographic apostrophe
  ["\uff11\uff19\uff12.168.0.1", "ip_address"], // full-width digits
  [`${"x".repeat(2000)}.com`, "name_too_long"],
];

/** Names in the spellings people use, and the one form they are stored in. */
export const ACCEPTED_NAMES: ReadonlyArray<readonly [input: string, name: string]> = [
  ["EXAMPLE.com", "example.com"],
  [" example.com ", "example.com"],
  ["example.com.", "example.com"],
  ["example.com\n", "example.com"],
  [`${"a".repeat(63)}.com`, `${"a".repeat(63)}.com`],
  ["a.com", "a.com"],
  ["exa--mple.com", "exa--mple.com"],
  ["münchen.de", "xn--mnchen-3ya.de"],
  ["MÜNCHEN.DE", "xn--mnchen-3ya.de"],
  ["mu\u0308nchen.de", "xn--mnchen-3ya.de"],
  ["faß.de", "xn--fa-hia.de"],
  ["xn--mnchen-3ya.de", "xn--mnchen-3ya.de"],
  ["XN--MNCHEN-3YA.DE", "xn--mnchen-3ya.de"],
  ["日本語。ＪＰ", "xn--wgv71a119e.jp"],
  ["пример.рф", "xn--e1afmkfd.xn--p1ai"],
  ["पानी.भारत", "xn--l2bd4dj.xn--h2brj9c"],
  ["عربي.com", "xn--ngbrx4e.com"],
  ["l·l.cat", "xn--ll-0ea.cat"],
  ["googIe.com", "googie.com"],
  ["example.co.uk", "example.co.uk"],
];

/** Names whose spelling loses characters on the way, so that a person must see the result first. */
export const CHANGED_NAMES: ReadonlyArray<readonly [input: string, name: string]> = [
  ["ex\u00adample.com", "example.com"], // soft hyphen
  ["ex\u200bample.com", "example.com"], // zero-width space
  ["①②③.com", "123.com"],
  ["ⓔⓧⓐⓜⓟⓛⓔ.ⓒⓞⓜ", "example.com"],
];

/** Names that may be registered and could be taken for another one. */
export const DECEPTIVE_NAMES: ReadonlyArray<readonly [input: string, flag: string]> = [
  ["\u0430pple.com", "mixed_script"], // Cyrillic a
  ["раура\u006c.com", "mixed_script"], // Cyrillic but for its last letter
  ["аррӏе.com", "whole_script_confusable"], // Cyrillic throughout
];
