import type { Selection } from "@/server/domains/schemas";
import { ApiError } from "../query/api-error";
import { apiErrorFrom } from "../query/problem";

const FILE_NAME = /filename="([^"]+)"/;

/** Gives a finished download to the browser, as if a link to it had been followed. */
function keep(blob: Blob, fileName: string): void {
  const url = URL.createObjectURL(blob);
  const link = document.createElement("a");
  link.href = url;
  link.download = fileName;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}

/**
 * Fetches chosen names as a file for spreadsheets. A choice may be too long for an address, so it is posted.
 *
 * @throws ApiError why there is no file
 */
export async function downloadSelection(selection: Selection): Promise<void> {
  const response = await fetch("/api/v1/domains/export", {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ selection, profile: "spreadsheet" }),
  }).catch((cause: unknown) => {
    throw new ApiError("unreachable", "The server cannot be reached. Check the connection.", {
      cause,
    });
  });
  if (!response.ok) throw apiErrorFrom(response, await response.json().catch(() => undefined));
  const disposition = response.headers.get("content-disposition") ?? "";
  keep(await response.blob(), FILE_NAME.exec(disposition)?.[1] ?? "domains.csv");
}
