import {
  defaultShouldDehydrateQuery,
  environmentManager,
  QueryClient,
} from "@tanstack/react-query";
import { ApiError } from "./api-error";

const WORTH_ASKING_AGAIN = new Set([
  "unreachable",
  "unavailable",
  "registrar_unavailable",
  "internal",
]);

/** Asks once more where a second answer may differ; a refusal stays a refusal. */
const retry = (failures: number, error: Error) =>
  failures < 1 && (!(error instanceof ApiError) || WORTH_ASKING_AGAIN.has(error.code));

const make = () =>
  new QueryClient({
    defaultOptions: {
      queries: { staleTime: 30_000, retry },
      dehydrate: {
        shouldDehydrateQuery: (query) =>
          defaultShouldDehydrateQuery(query) || query.state.status === "pending",
      },
    },
  });

let browserClient: QueryClient | undefined;

/** A fresh client per server request; one for the life of the tab. */
export function getQueryClient(): QueryClient {
  if (environmentManager.isServer()) return make();
  browserClient ??= make();
  return browserClient;
}
