import { read } from "../query/read";
import type { PaletteOffer } from "../shell/palette-search";
import { withQuery } from "../ui/with-query";

const availability = async () => (await import("@/server/availability/schemas")).AvailabilityDto;

const NOTES = { available: "free", premium: "premium" } as const;

/** Offers to register a name that a registrar says is free; no evidence offers nothing. */
export async function offerRegistration(
  text: string,
  signal: AbortSignal,
): Promise<PaletteOffer | null> {
  const path = `/api/v1/availability?${new URLSearchParams({ name: text })}`;
  const { name, nameUnicode, state } = await read(path, availability, signal);
  if (state !== "available" && state !== "premium") return null;
  return {
    label: `Register ${nameUnicode}`,
    href: withQuery("/domains/register", { names: name }),
    note: NOTES[state],
  };
}
