import { z } from "zod";
import { json, type SimResponse } from "../wire";
import { bodyOf, type Context, isDryRun, ownDomain } from "./context";

const TagsBody = z.object({ tags: z.array(z.string().min(1).max(120)).max(100) });

/** GET /domain/domains/{d}/tags: a bare array. */
export function readTags(context: Context): SimResponse {
  return json(200, ownDomain(context).tags);
}

/** PUT /domain/domains/{d}/tags: done at once, unlike the other writes. */
export function replaceTags(context: Context): SimResponse {
  const { fqdn } = ownDomain(context);
  const { tags } = bodyOf(context, TagsBody);
  if (isDryRun(context.request)) return json(200, { status: "success" });
  context.sim.record({ kind: "domain_patched", fqdn, fields: { tags } });
  return json(200, { message: "Tags updated" });
}

/** DELETE /domain/domains/{d}/tags: 204 with an empty body. */
export function removeTags(context: Context): SimResponse {
  const { fqdn } = ownDomain(context);
  if (isDryRun(context.request)) return json(200, { status: "success" });
  context.sim.record({ kind: "domain_patched", fqdn, fields: { tags: [] } });
  return { status: 204, headers: {}, body: "" };
}
