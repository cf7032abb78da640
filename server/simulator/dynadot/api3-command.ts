import type { Bill } from "../wire";
import type { Reply } from "./api3-answers";
import type { Office } from "./office";
import { Trouble } from "./trouble";

export type Told = Omit<Reply, "root"> & { readonly bill?: Bill };
export type Command = (office: Office, query: URLSearchParams) => Told;

/** @throws Trouble when it is not said */
export function one(query: URLSearchParams): string {
  const domain = query.get("domain");
  if (!domain) throw new Trouble(400, "domain is missing");
  return domain;
}

/** Values of parameters with numbers behind their name, up to `most` and the one beyond. */
export const numbered = (query: URLSearchParams, name: string, most: number): string[] =>
  Array.from({ length: most + 1 }, (_, index) => query.get(`${name}${index}`) ?? "").filter(
    Boolean,
  );
