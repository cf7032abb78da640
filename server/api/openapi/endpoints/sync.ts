import { EMPTY_RUN_QUERY, SyncRunDetailDto, SyncRunListDto } from "../../../sync/schemas";
import { type Endpoint, parametersOf } from "../endpoint";

/** Readings of registrars. */
export const SYNC: readonly Endpoint[] = [
  {
    method: "get",
    path: "/sync/runs",
    summary: "Readings of registrars, newest first",
    permission: "sync.read",
    query: parametersOf(EMPTY_RUN_QUERY),
    answer: SyncRunListDto,
  },
  {
    method: "get",
    path: "/sync/runs/{id}",
    summary: "One reading of a registrar",
    permission: "sync.read",
    answer: SyncRunDetailDto,
  },
];
