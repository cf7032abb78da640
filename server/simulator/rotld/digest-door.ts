import { createHash, randomBytes } from "node:crypto";
import type { SimRequest, SimResponse } from "../wire";
import { ROTLD_REGISTRARS, type RotldRegistrar } from "./accounts";

const REALM = "ROTLD REST";
const NONCE_LIFE_MS = 300_000;
const KEPT_NONCES = 10_000;

type Nonce = { readonly bornMs: number; readonly counts: Set<string> };
type Told = { readonly registrar: RotldRegistrar; readonly nonce: string; readonly count: string };

const md5 = (text: string) => createHash("md5").update(text).digest("hex");

/**
 * HTTP Digest as the registry's door: MD5 with `qop="auth"`. A nonce lives five minutes, and each of
 * its counts is good once; after that it is stale.
 */
export class DigestDoor {
  private readonly nonces = new Map<string, Nonce>();

  /** Whose request it is, if it may come in; asking counts nothing. */
  knows(request: SimRequest, nowMs: number): RotldRegistrar | null {
    const told = read(request);
    return told && this.isFresh(told, nowMs) ? told.registrar : null;
  }

  /** Lets a request in and uses up its count, or challenges it. */
  admit(request: SimRequest, nowMs: number): RotldRegistrar | SimResponse {
    const told = read(request);
    if (!told || !this.isFresh(told, nowMs)) return this.challenge(nowMs, told !== null);
    this.nonces.get(told.nonce)?.counts.add(told.count);
    return told.registrar;
  }

  /** @param isStale the password was right, and only the nonce was not */
  challenge(nowMs: number, isStale: boolean): SimResponse {
    const nonce = randomBytes(16).toString("hex");
    const oldest = this.nonces.keys().next().value;
    if (this.nonces.size >= KEPT_NONCES && oldest !== undefined) this.nonces.delete(oldest);
    this.nonces.set(nonce, { bornMs: nowMs, counts: new Set() });
    const parts = [
      `realm="${REALM}"`,
      `qop="auth"`,
      `nonce="${nonce}"`,
      `opaque="${md5(REALM)}"`,
      ...(isStale ? ["stale=true"] : []),
    ];
    return {
      status: 401,
      headers: { "content-type": "text/html", "www-authenticate": `Digest ${parts.join(", ")}` },
      body: "<html><body><h1>401 Unauthorized</h1></body></html>\n",
    };
  }

  private isFresh({ nonce, count }: Told, nowMs: number): boolean {
    const known = this.nonces.get(nonce);
    return known !== undefined && nowMs - known.bornMs < NONCE_LIFE_MS && !known.counts.has(count);
  }
}

/** Who proves to know a password, whatever the nonce is worth. */
function read({ headers, method, url }: SimRequest): Told | null {
  const header = headers.authorization ?? "";
  if (!/^digest /i.test(header)) return null;
  const parts = new Map(
    [...header.matchAll(/(\w+)=(?:"((?:[^"\\]|\\.)*)"|([^\s,]+))/g)].map(
      ([, name = "", quoted, bare]) => [name.toLowerCase(), quoted ?? bare ?? ""],
    ),
  );
  const part = (name: string) => parts.get(name) ?? "";
  const registrar = ROTLD_REGISTRARS.find(({ id }) => id === part("username"));
  const [nonce, count] = [part("nonce"), part("nc")];
  const isComplete =
    part("realm") === REALM &&
    part("qop") === "auth" &&
    part("uri") === url.pathname + url.search &&
    /^[0-9a-f]{8}$/.test(count);
  if (!registrar?.password || !isComplete) return null;
  const secret = md5(`${registrar.id}:${REALM}:${registrar.password}`);
  const asked = md5(`${method}:${part("uri")}`);
  const wanted = md5(`${secret}:${nonce}:${count}:${part("cnonce")}:auth:${asked}`);
  return part("response") === wanted ? { registrar, nonce, count } : null;
}
