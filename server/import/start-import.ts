import { createHash } from "node:crypto";
import { z } from "zod";
import { mutate } from "../audit/mutate";
import { authorize } from "../auth/policy";
import type { ServiceContext } from "../kernel/context";
import { AppError } from "../kernel/errors";
import { read } from "../kernel/transact";
import { parsed } from "../kernel/zod-errors";
import { spend } from "../limits/store";
import { orderOf } from "./order";
import { reachOf } from "./reach";
import { readFile } from "./read-file";
import * as store from "./store";

const StartImportInput = z.strictObject({
  accountId: z.uuid("Say which account the names belong to."),
  fileName: z.string().max(1_000).nullable(),
});
type StartImportInput = z.input<typeof StartImportInput>;

/** A file on its way in: nothing of it is read before the caller is known to be allowed. */
export type Upload = {
  readonly mediaType: string;
  readonly read: () => Promise<Uint8Array>;
};

/** Windows calls CSV files by the spreadsheet that opens them. */
const TAKEN = new Set([
  "text/csv",
  "text/plain",
  "text/tab-separated-values",
  "application/csv",
  "application/vnd.ms-excel",
  "application/octet-stream",
]);

const FILES = { times: 120, perSeconds: 3_600 };
const MOST_NAME_SIGNS = 120;

/** The file's own name, for people to know it again: never a path, never with signs that cannot be seen. */
const shownName = (name: string | null): string =>
  (name ?? "")
    .replace(/^.*[/\\]/, "")
    .replaceAll(/[\p{C}]/gu, "")
    .trim()
    .slice(0, MOST_NAME_SIGNS) || "Pasted text";

/**
 * Takes a CSV file in for an account. Nothing comes of it before somebody has said what its columns
 * are, seen what would happen, and had it applied.
 *
 * @throws AppError `not_found` for an account that does not exist; `media_type`, `too_large`, `invalid_input`
 *   as {@link readFile}; `rate_limited`; `precondition_failed` for an account that cannot be opened
 */
export async function startImport(
  ctx: ServiceContext,
  input: StartImportInput,
  upload: Upload,
): Promise<{ importId: string }> {
  authorize(ctx.actor, "domain.import");
  const { accountId, fileName } = parsed(StartImportInput, input);
  const account = await read(ctx, (tx) => store.findAccount(tx, accountId));
  reachOf(ctx, account);
  if (!TAKEN.has(upload.mediaType)) {
    const message = "Send the file as text/csv.";
    throw new AppError("media_type", message, {
      fields: { file: [{ code: "media_type", message }] },
    });
  }
  await spend(ctx.db, `import|${ctx.actor.id}`, FILES, "That were many files. Wait a little.");
  const bytes = await upload.read();
  const file = readFile(bytes);
  return mutate(ctx, "domain.import", async (tx, record) => {
    const importId = await store.insertImport(tx, {
      accountId,
      fileName: shownName(fileName),
      bytes: bytes.byteLength,
      digest: createHash("sha256").update(bytes).digest("hex"),
      delimiter: file.delimiter,
      columns: [...file.columns],
      records: file.records,
      chunks: file.chunks.length,
      ...orderOf(ctx),
    });
    for (const [n, records] of file.chunks.entries())
      await store.insertChunk(tx, importId, n, records);
    await record();
    return { importId };
  });
}
