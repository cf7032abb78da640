import { z } from "zod";
import {
  AddNameserverSetInput,
  ChangeNameserverSetInput,
  NameserverSetDto,
  NameserverSetsDto,
} from "../../../nameserver-sets/schemas";
import type { Endpoint } from "../endpoint";

/** Nameservers that go by a name. */
export const NAMESERVER_SETS: readonly Endpoint[] = [
  {
    method: "get",
    path: "/nameserver-sets",
    summary: "Nameservers that go by a name",
    permission: "domain.read",
    answer: NameserverSetsDto,
  },
  {
    method: "post",
    path: "/nameserver-sets",
    summary: "Give some nameservers a name",
    permission: "nameserver_set.manage",
    body: AddNameserverSetInput,
    answer: NameserverSetDto,
  },
  {
    method: "patch",
    path: "/nameserver-sets/{id}",
    summary: "Rename a set of nameservers, or change it; names keep what they have",
    permission: "nameserver_set.manage",
    body: ChangeNameserverSetInput.omit({ setId: true }),
    answer: NameserverSetDto,
  },
  {
    method: "post",
    path: "/nameserver-sets/{id}/remove",
    summary: "Forget a set of nameservers; names keep theirs",
    permission: "nameserver_set.manage",
    answer: z.object({ removed: z.string() }),
  },
];
