import type { Transaction } from "@/db/client";
import { mutate } from "../audit/mutate";
import { authorize } from "../auth/policy";
import { closeAgreed, seenByLooking } from "../conflicts/holding/store";
import type { ServiceContext } from "../kernel/context";
import { AppError, notFound } from "../kernel/errors";
import { read } from "../kernel/transact";
import { parsed } from "../kernel/zod-errors";
import { flagsIn, SEEN_BY_LOOKING } from "../names/domain-flags";
import type { AutoRenewMode } from "../names/modes";
import { markAbove } from "../prices/mark-above";
import { withMismatch } from "./auto-renew-wish";
import { findDomain } from "./find-domain";
import { detailOf } from "./read-domain";
import { type DomainDetailDto, DomainEdits, EditDomainInput } from "./schemas";
import * as store from "./store";

type Edits = Omit<ReturnType<typeof EditDomainInput.parse>, "id" | "version">;
type Own = Pick<store.LocalFields, "notes" | "tags" | "autoRenewWish" | "isCritical" | "flags">;

/** The fields as they are to stand; `flags` follows from the wish and from having looked. */
function wanted(known: store.LocalFields, edits: Edits): Own {
  const { notes, tags, autoRenewWish, isCritical, isSeen } = edits;
  const wish = autoRenewWish === undefined ? known.autoRenewWish : autoRenewWish;
  const flags = isSeen ? known.flags & ~SEEN_BY_LOOKING : known.flags;
  return {
    notes: notes ?? known.notes,
    tags: tags ? [...new Set(tags)].sort() : known.tags,
    autoRenewWish: wish,
    isCritical: isCritical ?? known.isCritical,
    flags: withMismatch(flags, wish, known.autoRenew as AutoRenewMode),
  };
}

const FIELDS = ["notes", "tags", "autoRenewWish", "isCritical", "flags"] as const;

function changesBetween(known: store.LocalFields, next: Own) {
  const changed = FIELDS.filter((field) => String(known[field]) !== String(next[field]));
  const told = (from: Own) => ({ ...from, flags: flagsIn(from.flags) });
  const pick = (from: Own) =>
    Object.fromEntries(changed.map((field) => [field, told(from)[field]]));
  return { isSame: changed.length === 0, before: pick(known), after: pick(next) };
}

async function lockedVersion(tx: Transaction, id: string, version: number | undefined) {
  const known = await store.lock(tx, id);
  if (!known) throw notFound("This name");
  if (version !== undefined && version !== known.version)
    throw new AppError(
      "conflict",
      "Someone changed this name meanwhile. Look at it again, then repeat your change.",
      {
        fields: { version: [{ code: "version", message: `It is version ${known.version} now.` }] },
      },
    );
  return known;
}

/** Somebody looked at it, or wishes what is so: nothing of that waits any longer. */
async function endWhatAgrees(
  tx: Transaction,
  { actor, now }: ServiceContext,
  id: string,
  edits: Edits,
  next: Own,
) {
  const at = now().toISOString();
  if (edits.isSeen) await seenByLooking(tx, [id], { id: actor.id, name: actor.name, at });
  const isMismatch = flagsIn(next.flags).includes("auto_renew_mismatch");
  if (edits.autoRenewWish !== undefined && !isMismatch) await closeAgreed(tx, id, "autoRenew", at);
}

/**
 * Changes what is ours on a domain: notes, tags, the auto-renew wish, the critical mark, and having
 * looked at it. Nothing reaches the registrar. An edit that changes nothing leaves no line.
 *
 * @throws AppError `invalid_input`; `not_found`; `conflict` when `version` is given and is not the present one
 */
export async function editDomain(
  ctx: ServiceContext,
  input: EditDomainInput,
): Promise<DomainDetailDto> {
  const { id, version, ...edits } = parsed(EditDomainInput, input);
  let isRetagged = false;
  const edited = await mutate(ctx, "domain.edit", async (tx, record) => {
    const known = await lockedVersion(tx, id, version);
    const next = wanted(known, edits);
    const { isSame, before, after } = changesBetween(known, next);
    isRetagged = "tags" in after;
    if (isSame) await record();
    else {
      await store.edit(tx, id, next);
      await endWhatAgrees(tx, ctx, id, edits, next);
      await record({
        action: "domain.edited",
        objectId: id,
        objectName: known.name,
        partnerId: known.partnerId,
        before,
        after,
      });
    }
    return detailOf(tx, id);
  });
  if (!isRetagged) return edited;
  // Ceilings of tags hold for it otherwise now.
  await markAbove(ctx, { ids: [id] });
  return read(ctx, (tx) => detailOf(tx, id));
}

/** {@link editDomain} for a domain told by its id or its name in any spelling. */
export async function editDomainAt(
  ctx: ServiceContext,
  reference: string,
  body: unknown,
): Promise<DomainDetailDto> {
  authorize(ctx.actor, "domain.edit");
  const edits = parsed(DomainEdits, body);
  const id = await read(ctx, (tx) => findDomain(tx, reference));
  return editDomain(ctx, { ...edits, id });
}
