import { z } from "zod";

/** Whether a name can be registered now, and how we know. `unknown` is an answer: no evidence is never "available". */
export const AvailabilityDto = z.object({
  name: z.string(),
  nameUnicode: z.string(),
  state: z.enum(["available", "taken", "reserved", "premium", "unknown"]),
  evidence: z.string(),
  account: z.string().nullable(),
  flags: z.array(z.string()),
});
export type AvailabilityDto = z.infer<typeof AvailabilityDto>;
