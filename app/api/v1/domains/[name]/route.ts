import { route } from "@/server/api/kit";
import { editDomainAt } from "@/server/domains/edit-domain";
import { readDomain } from "@/server/domains/read-domain";

type Path = { name: string };

export const GET = route<Path>((ctx, { params }) => readDomain(ctx, params.name));
export const PATCH = route<Path>((ctx, { params, body }) => editDomainAt(ctx, params.name, body));
