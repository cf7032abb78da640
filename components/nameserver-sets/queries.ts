import { queryOptions } from "@tanstack/react-query";
import { read } from "../query/read";

/** Reads of the named sets of nameservers; all of them begin with "nameserver-sets". */
export const setQueries = {
  all: () =>
    queryOptions({
      queryKey: ["nameserver-sets"],
      queryFn: ({ signal }) =>
        read(
          "/api/v1/nameserver-sets",
          async () => (await import("@/server/nameserver-sets/schemas")).NameserverSetsDto,
          signal,
        ),
    }),
};
