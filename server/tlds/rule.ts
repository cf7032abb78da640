/** How far a fact may be trusted: a `low` one is shown and never stands in anybody's way. */
export type Confidence = "high" | "medium" | "low";

/** Something a registry does, and who says so. */
export type Fact<T> = {
  readonly value: T;
  readonly confidence: Confidence;
  readonly source: string;
};

/** Whole years that may be bought at once. */
export type Years = { readonly least: number; readonly most: number };

/**
 * For how many days a name stays with its registrar after something happened to it. `until` null: the
 * rule has no end yet; `from` null: it is decided and has no day yet, so it holds nothing back.
 */
export type TransferHold = {
  readonly days: number;
  readonly after: "registration" | "transfer" | "holder_change";
  readonly from: string | null;
  readonly until: string | null;
};

/**
 * What the registry of some endings allows. A fact that is absent is one nobody told us: nothing is
 * concluded from it, and nothing guessed.
 */
export type TldRule = {
  readonly registerYears?: Fact<Years>;
  readonly renewYears?: Fact<Years>;
  /** How many years from today a name may be paid ahead for. */
  readonly yearsAhead?: Fact<number>;
  /** How many years a transfer adds. */
  readonly transferYears?: Fact<Years>;
  readonly transferNeedsCode?: Fact<boolean>;
  /** After how many days of silence a losing registrar is taken to agree. */
  readonly autoReleaseDays?: Fact<number>;
  /** Whether a registrar can lock a name against transfers. */
  readonly transferLock?: Fact<boolean>;
  /** Whether a name can renew itself at the registrar. */
  readonly autoRenew?: Fact<boolean>;
  readonly dnssec?: Fact<boolean>;
  /** Numbers the holder must give. */
  readonly holderNumbers?: Fact<string>;
  readonly holds?: readonly Fact<TransferHold>[];
};

/** The holds of a rule that stand in somebody's way on a day; one whose source is weak stands in nobody's. */
export const holdsInForce = (rule: TldRule | null, today: string): Fact<TransferHold>[] =>
  (rule?.holds ?? []).filter(
    ({ confidence, value: { from, until } }) =>
      confidence !== "low" && from !== null && from <= today && (until === null || today < until),
  );

/** Makes the facts that one source tells. */
export const told =
  (source: string, confidence: Confidence) =>
  <T>(value: T): Fact<T> => ({ value, confidence, source });

/** What a fact says, unless it is too weak to stand in anybody's way. */
export const firm = <T>(fact: Fact<T> | undefined): T | undefined =>
  fact && fact.confidence !== "low" ? fact.value : undefined;
