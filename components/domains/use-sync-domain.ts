"use client";

import { useMutation } from "@tanstack/react-query";
import { syncDomainAction } from "@/server/actions/sync";
import type { DomainDetailDto } from "@/server/domains/schemas";
import type { ApiError } from "../query/api-error";
import { settled } from "../query/settled";
import { useAnnounce } from "../ui/announcer";

/** Reads one name from its registrar now, and keeps what came of it for the page to tell. */
export function useSyncDomain(domain: DomainDetailDto) {
  const announce = useAnnounce();
  const { mutate, isPending, data, error, reset } = useMutation({
    mutationKey: ["domains", "sync", domain.name],
    mutationFn: () => settled(syncDomainAction({ id: domain.id })),
    onSuccess: (outcome) => announce(outcome.message),
    onError: (failure) => announce(failure.message, "assertive"),
    onSettled: (_data, _error, _none, _context, { client }) => {
      void client.invalidateQueries({ queryKey: ["domains"] });
      void client.invalidateQueries({ queryKey: ["audit"] });
      void client.invalidateQueries({ queryKey: ["sync"] });
    },
  });
  return {
    sync: () => {
      if (!isPending) mutate();
    },
    isPending,
    outcome: data,
    error: error as ApiError | null,
    forget: reset,
  };
}

export type DomainSync = ReturnType<typeof useSyncDomain>;
