import type { RegistrarKind } from "@/server/registrars/gateway";
import type { ScriptInput } from "@/server/simulator/scripts";

/** Where each simulated registrar is reached. */
export const PREFIXES: Readonly<Record<RegistrarKind, string>> = {
  gandi: "/v5",
  rotld: "/rotld",
  dynadot: "/dynadot",
  resellerclub: "/logicboxes",
};

type Fault = (words: string) => ScriptInput["action"];
const kind = "status" as const;
const html = { "content-type": "text/html" };

/** What a registrar may answer with: refusals in every form, pages, half an answer and none, repeating `words`. */
export const FAULTS: readonly Fault[] = [
  (words) => ({
    kind,
    status: 400,
    body: { code: 400, status: "ERROR", message: words, error: { description: words } },
  }),
  (words) => ({ kind, status: 401, body: `<p>${words}</p>`, headers: html }),
  (words) => ({
    kind,
    status: 200,
    body: {
      error: 1,
      result_code: "50129",
      result_message: words,
      status: "error",
      authinfo: words,
    },
  }),
  (words) => ({ kind, status: 502, body: `<p>${words}</p>`, headers: html }),
  (words) => ({
    kind,
    status: 307,
    body: "",
    headers: { location: `/x?${encodeURIComponent(words)}` },
  }),
  (words) => ({ kind, status: 200, body: `{"message":${JSON.stringify(words)}`, headers: html }),
  () => ({ kind: "cut", afterBytes: 10 }),
];
