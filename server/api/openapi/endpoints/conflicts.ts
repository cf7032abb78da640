import {
  AlikeDecidedDto,
  AlikeDto,
  ConflictCountsDto,
  ConflictDto,
  ConflictListDto,
  DecideAlikeInput,
  DecideConflictInput,
  EMPTY_CONFLICT_QUERY,
} from "../../../conflicts/schemas";
import { type Endpoint, parametersOf, withoutId } from "../endpoint";

/** What registrars told that waits for a decision. */
export const CONFLICTS: readonly Endpoint[] = [
  {
    method: "get",
    path: "/conflicts",
    summary: "What registrars told that waits for a decision, or was decided",
    permission: "conflict.read",
    query: parametersOf(EMPTY_CONFLICT_QUERY),
    answer: ConflictListDto,
  },
  {
    method: "get",
    path: "/conflicts/counts",
    summary: "How many conflicts wait, by field, rule and account",
    permission: "conflict.read",
    query: ["partner"],
    answer: ConflictCountsDto,
  },
  {
    method: "get",
    path: "/conflicts/{id}",
    summary: "One conflict, with what may be chosen",
    permission: "conflict.read",
    answer: ConflictDto,
  },
  {
    method: "get",
    path: "/conflicts/{id}/alike",
    summary: "How many conflicts alike a choice would decide",
    permission: "conflict.decide",
    query: ["choice"],
    answer: AlikeDto,
  },
  {
    method: "post",
    path: "/conflicts/{id}/decide",
    summary:
      "Decide about one conflict. To push makes a plan; nothing is sent before it is started",
    permission: "conflict.decide",
    body: withoutId(DecideConflictInput),
    answer: ConflictDto,
    hasIntent: true,
  },
  {
    method: "post",
    path: "/conflicts/{id}/alike",
    summary: "Decide about all conflicts alike, as they were counted",
    permission: "conflict.decide",
    body: withoutId(DecideAlikeInput),
    answer: AlikeDecidedDto,
    hasIntent: true,
  },
  {
    method: "post",
    path: "/conflicts/{id}/undo",
    summary: "Take a decision back, as long as nothing else changed what it wrote",
    permission: "conflict.decide",
    answer: ConflictDto,
  },
];
