import { authorize } from "../auth/policy";
import type { ServiceContext } from "../kernel/context";
import { read } from "../kernel/transact";
import { sightOf } from "./resolve-filter";
import { type ActorsDto, HOUSE } from "./schemas";
import * as store from "./store";

/** Who can be asked for in the log: everyone who acted; for customers their own people, and the house as one. */
export async function listActors(ctx: ServiceContext): Promise<ActorsDto> {
  authorize(ctx.actor, "audit.read");
  const { seesHouse } = sightOf(ctx.actor);
  const found = await read(ctx, (tx) => (seesHouse ? store.actors(tx) : store.ownPeople(tx)));
  const people = found.map(({ id, name, kind }) => ({
    id,
    name,
    kind: kindOf(kind),
  }));
  return seesHouse
    ? people.sort((left, right) => left.name.localeCompare(right.name, "en"))
    : [...people, { id: HOUSE, name: "Staff of the house", kind: "user" }];
}

const kindOf = (kind: string): "user" | "key" | "job" =>
  kind === "user" || kind === "key" ? kind : "job";
