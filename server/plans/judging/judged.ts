import type { NameFacts } from "../facts/store";
import type { PlanChange } from "../schemas";
import type { Quote, Side } from "../sides";

type Json = Readonly<Record<string, unknown>>;

/** What a plan does with one name, and why. */
export type Judged = {
  readonly verdict: "change" | "same" | "skipped" | "impossible";
  readonly rule?: string;
  readonly detail?: string;
  readonly before: Json;
  readonly after: Json;
  readonly risks: readonly string[];
  readonly costMinor?: number;
  readonly currency?: string;
};

/** All there is to know of one name and the change asked for. */
export type Question = {
  readonly facts: NameFacts;
  readonly change: PlanChange;
  readonly side: Side | undefined;
  readonly quote: Quote | undefined;
  readonly isUnderWay: boolean;
  readonly now: Date;
};

/** What a change comes to, of a name that nothing speaks against. */
export type Outcome = Omit<Judged, "before" | "after"> & Partial<Pick<Judged, "after">>;

/** That nothing is sent, and why. */
export type Unchanged = Pick<Judged, "verdict" | "risks"> & {
  readonly rule: string;
  readonly detail: string;
};

/** A name that is not changed: it is so already, may not be now, or never can be. */
export const unchanged = (
  verdict: "same" | "skipped" | "impossible",
  rule: string,
  detail: string,
): Unchanged => ({ verdict, rule, detail, risks: [] });
