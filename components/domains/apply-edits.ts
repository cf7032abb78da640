import type { DomainDetailDto, EditDomainInput } from "@/server/domains/schemas";
import { DOMAIN_FLAGS, SEEN_BY_LOOKING } from "@/server/names/domain-flags";

export type DomainEdits = Omit<EditDomainInput, "id" | "version">;

/** A domain as it will stand once `edits` are saved; what follows from them is left to the server. */
export function withEdits(domain: DomainDetailDto, edits: DomainEdits): DomainDetailDto {
  const { isSeen, ...fields } = edits;
  const stays = ({ flag }: { flag: keyof typeof DOMAIN_FLAGS }) =>
    !isSeen || (DOMAIN_FLAGS[flag] & SEEN_BY_LOOKING) === 0;
  const set = Object.fromEntries(
    Object.entries(fields).filter(([, value]) => value !== undefined),
  ) as Partial<DomainDetailDto>;
  return { ...domain, ...set, notices: domain.notices.filter(stays) };
}

/** The edits that put back what `edits` changed. Having looked at a name cannot be put back. */
export function undoOf(domain: DomainDetailDto, edits: DomainEdits): DomainEdits | null {
  const { notes, tags, autoRenewWish, isCritical } = edits;
  const back: DomainEdits = {
    ...(notes === undefined ? {} : { notes: domain.notes }),
    ...(tags === undefined ? {} : { tags: domain.tags }),
    ...(autoRenewWish === undefined ? {} : { autoRenewWish: domain.autoRenewWish }),
    ...(isCritical === undefined ? {} : { isCritical: domain.isCritical }),
  };
  return Object.keys(back).length > 0 ? back : null;
}

/** Only what differs from the domain as it stands. */
export function changesOf(domain: DomainDetailDto, wanted: DomainEdits): DomainEdits {
  const isSame = (key: keyof DomainEdits) =>
    JSON.stringify(wanted[key]) === JSON.stringify(domain[key as keyof DomainDetailDto]);
  return Object.fromEntries(
    Object.entries(wanted).filter(([key]) => !isSame(key as keyof DomainEdits)),
  );
}
