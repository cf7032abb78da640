import { domainToASCII } from "node:url";
import { json, type SimResponse } from "../wire";
import { hashOf } from "../world/random";
import { wrongFields } from "./answers";
import type { Book } from "./book";
import { classOf, isPremium, tldOf, yearlyCents } from "./classes";
import type { Context } from "./context";

const MOST_NAMES = 500;
const SHORT_LABEL = 5;
const TAKEN_PERCENT = 35;

/** Beginnings of labels that always get one answer, for tests that need a certain one. */
const BY_LABEL: Readonly<Record<string, string>> = {
  "sim-free-": "available",
  "sim-fails-": "available",
  "sim-premium-": "available",
  "sim-claims-": "available",
  "sim-taken-": "regthroughothers",
  "sim-unknown-": "unknown",
};
/** Names that begin like this are left out of the answer. */
const MISSING = "sim-missing-";

/** The word for `name`: free, taken here or elsewhere, or unknown. */
export function availabilityOf(book: Book, name: string): string {
  const order = book.holding(name);
  if (order && order.state !== "Deleted" && order.state !== "Archived") return "regthroughus";
  if (book.isElsewhere(name)) return "regthroughothers";
  const scripted = Object.entries(BY_LABEL).find(([start]) => name.startsWith(start));
  if (scripted) return scripted[1];
  const [label = ""] = name.split(".");
  const isTaken = label.length <= SHORT_LABEL || hashOf(`holder of ${name}`) % 100 < TAKEN_PERCENT;
  return isTaken ? "regthroughothers" : "available";
}

/** GET domains/available: every label under every TLD. */
export function available({ book, parameters }: Context): SimResponse {
  const labels = parameters.getAll("domain-name").map((label) => domainToASCII(label));
  const tlds = parameters.getAll("tlds").map((tld) => tld.toLowerCase());
  checkProduct(labels, tlds);
  const answered = new Map<string, number>();
  const entries = tlds.flatMap((tld) =>
    labels.flatMap((label) => {
      const name = `${label}.${tld}`;
      if (name.startsWith(MISSING)) return [];
      const place = (answered.get(tld) ?? 0) + 1;
      answered.set(tld, place);
      return [[name, entryOf(book, name, place)] as const];
    }),
  );
  return json(200, Object.fromEntries(entries));
}

function checkProduct(labels: readonly string[], tlds: readonly string[]): void {
  if (labels.length === 0) throw wrongFields({ "domain-name": "domain-name is required" });
  if (tlds.length === 0) throw wrongFields({ tlds: "tlds is required" });
  if (labels.some((label) => label === "" || label.includes(".")))
    throw wrongFields({ "domain-name": "the label is needed, without its TLD" });
  const unsold = tlds.find((tld) => !classOf(tld));
  if (unsold !== undefined) throw wrongFields({ tlds: `${unsold} is not offered` });
  if (labels.length * tlds.length > MOST_NAMES) throw wrongFields({ tlds: "too many names" });
}

/** One name's answer; `place` counts the names of its TLD within the call. */
function entryOf(book: Book, name: string, place: number) {
  const own = classOf(tldOf(name));
  const isLeftOut = place > (own?.answers ?? Number.POSITIVE_INFINITY);
  const status = isLeftOut ? "unknown" : availabilityOf(book, name);
  if (status !== "available") return { classkey: own?.key, status };
  const amount = (action: "register" | "renew" | "transfer") =>
    ((yearlyCents(name, action, 1) ?? 0) / 100).toFixed(2);
  return {
    classkey: own?.key,
    status,
    ...(isPremium(name)
      ? {
          costHash: {
            create: amount("register"),
            renew: amount("renew"),
            transfer: amount("transfer"),
          },
        }
      : {}),
    ...(name.startsWith("sim-claims-") ? { "tm-claims-key": `claims-${hashOf(name)}` } : {}),
  };
}
