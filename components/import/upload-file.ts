import { ApiError } from "../query/api-error";
import { apiErrorFrom } from "../query/problem";
import { withQuery } from "../ui/with-query";

const UNREACHABLE =
  "The file could not be sent. Check the connection, and that it is not too large.";

/**
 * Sends a file to be brought in for an account.
 *
 * @returns the id of its import
 * @throws ApiError with what is wrong with the file
 */
export async function uploadFile(accountId: string, file: Blob, name: string): Promise<string> {
  const response = await fetch(withQuery("/api/v1/imports", { account: accountId, name }), {
    method: "POST",
    headers: { "content-type": "text/csv" },
    body: file,
  }).catch((cause: unknown) => {
    throw new ApiError("unreachable", UNREACHABLE, { cause });
  });
  const body: unknown = await response.json().catch(() => undefined);
  if (!response.ok) throw apiErrorFrom(response, body);
  return (body as { importId: string }).importId;
}
