import { authorize } from "../auth/policy";
import type { ServiceContext } from "../kernel/context";
import { AppError } from "../kernel/errors";
import type { MeDto } from "./schemas";

/** Who is signed in, as what, and for which partner. */
export async function readMe({ actor, scope }: ServiceContext): Promise<MeDto> {
  authorize(actor, "self.manage");
  if (actor.kind !== "user") throw new AppError("forbidden", "Only a person has a profile.");
  const { id, email, name, role } = actor;
  return { id, email, name, role, partnerId: scope.all ? null : scope.partnerId };
}
