/** Whose word counts for a field: the registrar's; ours; or neither's before a person was asked. */
export const AUTHORITIES = ["registrar", "ask", "ours"] as const;
export type Authority = (typeof AUTHORITIES)[number];

type FieldAuthority = {
  /** What holds where no rule says otherwise. */
  readonly usual: Authority;
  /** What a rule may say. */
  readonly may: readonly Authority[];
};

/**
 * Whose word counts for each field that both sides have, as data. Notes, tags, the critical mark and the partner
 * are not here: no registrar is ever asked about them.
 */
export const FIELD_AUTHORITY = {
  expiresAt: { usual: "registrar", may: ["registrar", "ask"] },
  statuses: { usual: "registrar", may: ["registrar", "ask"] },
  nameservers: { usual: "registrar", may: ["registrar", "ask", "ours"] },
  lockState: { usual: "registrar", may: ["registrar", "ask", "ours"] },
  registrant: { usual: "registrar", may: ["registrar", "ask"] },
  dnssec: { usual: "registrar", may: ["registrar", "ask"] },
  autoRenew: { usual: "ours", may: ["ours", "registrar"] },
} as const satisfies Record<string, FieldAuthority>;

export type RuledField = keyof typeof FIELD_AUTHORITY;
export const RULED_FIELDS = Object.keys(FIELD_AUTHORITY) as [RuledField, ...RuledField[]];

/** A rule that differs from the usual one, for an account's names: all of them, or those of one partner. */
export type FieldRule = {
  readonly partnerId: string | null;
  readonly field: string;
  readonly authority: Authority;
};

/** Tells whose word counts for the fields of one partner's names: its own rule, else the account's, else the usual one. */
export const authorityFor =
  (rules: readonly FieldRule[], partnerId: string | null) =>
  (field: RuledField): Authority =>
    (
      rules.find((rule) => rule.field === field && rule.partnerId === partnerId) ??
      rules.find((rule) => rule.field === field && rule.partnerId === null)
    )?.authority ?? FIELD_AUTHORITY[field].usual;

export const usualAuthority = (field: RuledField): Authority => FIELD_AUTHORITY[field].usual;
