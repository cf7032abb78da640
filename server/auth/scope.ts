declare const proven: unique symbol;

/** The tenant a caller has been proven to act in. Every store query that reads tenant rows takes one. */
export type Scope = (
  | { readonly all: true }
  | { readonly all: false; readonly partnerId: string }
) & { readonly [proven]: true };

/** How the database is told of a scope: the second wall, see db/client.ts. */
export const tenantOf = (scope: Scope): string => (scope.all ? "*" : scope.partnerId);
