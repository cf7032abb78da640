import { authorize } from "../auth/policy";
import type { ServiceContext } from "../kernel/context";
import { invalid } from "../kernel/errors";
import { today } from "../kernel/today";
import { read } from "../kernel/transact";
import { parsed } from "../kernel/zod-errors";
import { verified } from "./bulk/selection";
import type { Profile } from "./export/csv-sql";
import { type ExportFile, startFile } from "./export/export-file";
import { filterOf } from "./filter";
import { type PortfolioQuery, writePortfolioQuery } from "./query";
import { EXPORT_PROFILES, ExportSelectionInput } from "./schemas";
import { strictPortfolioQuery } from "./strict-query";

const tellable = (query: PortfolioQuery) =>
  writePortfolioQuery({ ...query, cursor: null, limit: 50 }).toString();

/** Splits the form of the file from the parameters of the list. @throws AppError `invalid_input` as the list does */
export function exportParams(params: URLSearchParams): {
  query: PortfolioQuery;
  profile: Profile;
} {
  const rest = new URLSearchParams(params);
  rest.delete("profile");
  const given = params.get("profile") ?? "spreadsheet";
  const profile = EXPORT_PROFILES.find((known) => known === given);
  if (!profile)
    throw invalid("profile", "value", `Ask for the profile ${EXPORT_PROFILES.join(" or ")}.`);
  return { query: strictPortfolioQuery(rest), profile };
}

/** The caller's names that fit a query, in its order, as a CSV file (UTF-8, RFC 4180). Pages do not matter here. */
export function exportDomains(
  ctx: ServiceContext,
  { query, profile }: { query: PortfolioQuery; profile: Profile },
): ExportFile {
  authorize(ctx.actor, "domain.export");
  const filter = filterOf(ctx.scope, query, today(ctx.now()));
  const order = { sort: query.sort, dir: query.dir };
  return startFile(ctx, { wanted: { filter, order }, profile, told: tellable(query) });
}

/**
 * The chosen names as a CSV file.
 *
 * @throws AppError `not_found` when none of them exist; `conflict` when they are not as many as when chosen
 */
export async function exportSelection(
  ctx: ServiceContext,
  input: ExportSelectionInput,
): Promise<ExportFile> {
  authorize(ctx.actor, "domain.export");
  const { selection, profile } = parsed(ExportSelectionInput, input);
  const chosen = await read(ctx, (tx) => verified(tx, ctx, selection));
  if ("ids" in chosen) {
    const told = `${chosen.ids.length} chosen names`;
    return startFile(ctx, { wanted: chosen, profile, told });
  }
  const order = { sort: "name", dir: "asc" } as const;
  const told = "filter" in selection ? selection.filter : "";
  return startFile(ctx, { wanted: { filter: chosen.filter, order }, profile, told });
}
