import { z } from "zod";
import { SavedViewDto } from "../domains/schemas";

export const SavedViews = z.array(SavedViewDto);

/** Changes a view of one's own. A key that is absent stays as it is. */
export const ChangeViewInput = z.strictObject({
  id: z.uuid(),
  name: z.string().trim().min(1, "Give the view a name.").max(60, "At most 60 signs.").optional(),
  params: z.string().max(2_000).optional(),
  isShared: z.boolean().optional(),
});
export type ChangeViewInput = z.input<typeof ChangeViewInput>;

export const RemoveViewInput = z.strictObject({ id: z.uuid() });
export type RemoveViewInput = z.input<typeof RemoveViewInput>;
