import type { Call } from "./kit";

/** The body of a request that names an intent: the key stands in it, or in the header Idempotency-Key. */
export function withIntent<Input extends { key: string }>({
  body,
  headers,
}: Pick<Call<unknown>, "body" | "headers">): Input {
  const key = headers.get("idempotency-key");
  return { ...body, ...(key === null ? {} : { key }) } as Input;
}
