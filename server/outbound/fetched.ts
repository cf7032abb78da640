import { createFetch } from "ofetch";
import { Headers as UndiciHeaders, fetch as undiciFetch } from "undici";
import { BodyTooLarge, readBody } from "./answer-body";
import { OneRequest } from "./one-request";
import type { Transport } from "./transport";

/** Not Next's patched fetch, and not Node's: the npm undici, whose agent is guarded. */
const request = createFetch({
  fetch: undiciFetch as unknown as typeof fetch,
  Headers: UndiciHeaders as unknown as typeof Headers,
});

/** Single calls: those of people, and all that pay. */
export const fetched: Transport = async (agent, { url, ...what }, bounds) => {
  const { wire, signal, maxBodyBytes } = bounds;
  const response = await request.raw(url.href, {
    ...what,
    dispatcher: new OneRequest(agent, wire),
    signal,
    redirect: "manual",
    retry: false,
    ignoreResponseError: true,
    responseType: "stream",
  });
  const { status, headers } = response;
  if (Number(headers.get("content-length") ?? 0) > maxBodyBytes) {
    await response.body?.cancel();
    throw new BodyTooLarge();
  }
  return { status, headers, text: await readBody(response.body, maxBodyBytes) };
};
