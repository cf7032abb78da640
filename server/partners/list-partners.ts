import { authorize } from "../auth/policy";
import type { ServiceContext } from "../kernel/context";
import { notFound } from "../kernel/errors";
import { read } from "../kernel/transact";
import { type PartnerDetailDto, type PartnerDto, PartnerInput } from "./schemas";
import * as store from "./store";

/** Every partner with its counts, by name, archived ones last. */
export async function listPartners(ctx: ServiceContext): Promise<PartnerDto[]> {
  authorize(ctx.actor, "partner.read");
  return read(ctx, store.listPartners);
}

/** One partner and its people. @throws AppError `not_found` */
export async function readPartner(
  ctx: ServiceContext,
  input: PartnerInput,
): Promise<PartnerDetailDto> {
  authorize(ctx.actor, "partner.read");
  const known = PartnerInput.safeParse(input);
  if (!known.success) throw notFound("This partner");
  const { partnerId } = known.data;
  return read(ctx, async (tx) => {
    const partner = await store.findPartner(tx, partnerId);
    if (!partner) throw notFound("This partner");
    return { ...partner, members: await store.listMembers(tx, partnerId) };
  });
}
