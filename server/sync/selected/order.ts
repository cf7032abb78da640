import { z } from "zod";
import { EstimateSyncInput } from "./schemas";

/** A choice on its way to a worker, with who made it. */
export const SelectedJob = z.strictObject({
  order: EstimateSyncInput,
  orderedBy: z.string(),
});
export type SelectedJob = z.output<typeof SelectedJob>;
