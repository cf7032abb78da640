import { queryOptions } from "@tanstack/react-query";
import type { AccountDto } from "@/server/accounts/schemas";
import { read } from "../query/read";

const schemas = () => import("@/server/accounts/schemas");
const oneAccount = async () => (await schemas()).AccountDetailDto;
const allAccounts = async () => (await schemas()).AccountDto.array();

const SYNCING_MS = 2_000;
const QUIET_MS = 30_000;

const isBusy = (accounts: readonly AccountDto[]) =>
  accounts.some(({ state }) => state === "syncing" || state === "waiting");

/** Reads of registrar accounts; while one is being read they are asked for more often. */
export const accountQueries = {
  list: () =>
    queryOptions({
      queryKey: ["accounts"] as const,
      queryFn: ({ signal }) => read("/api/v1/accounts", allAccounts, signal),
      refetchInterval: ({ state }) => (isBusy(state.data ?? []) ? SYNCING_MS : QUIET_MS),
    }),
  one: (accountId: string) =>
    queryOptions({
      queryKey: ["accounts", accountId] as const,
      queryFn: ({ signal }) => read(`/api/v1/accounts/${accountId}`, oneAccount, signal),
      refetchInterval: ({ state }) =>
        isBusy(state.data ? [state.data] : []) ? SYNCING_MS : QUIET_MS,
    }),
};
