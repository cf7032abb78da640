"use client";

import { Globe, SearchX } from "lucide-react";
import type { PortfolioQuery } from "@/server/portfolio/query";
import type { PortfolioFacets } from "@/server/portfolio/schemas";
import { ApiError } from "../query/api-error";
import { Button } from "../ui/button";
import { EmptyState } from "../ui/empty-state";
import { ErrorState } from "../ui/error-state";
import { LinkButton } from "../ui/link-button";
import { hrefOf, withoutFilters } from "./address";
import { chosenText, FILTER_LABELS, usedFields } from "./filter-fields";

type ListErrorProps = { error: Error; query: PortfolioQuery; retry: () => void };

/** The list could not be shown: why, and what to do. A page link that has gone bad leads back to the first page. */
export function ListError({ error, query, retry }: ListErrorProps) {
  const isPageLost = error instanceof ApiError && "cursor" in error.fields;
  return (
    <ErrorState
      title={isPageLost ? "This page cannot be shown." : "The names could not be loaded."}
      cause={error.message}
      requestId={error instanceof ApiError ? error.requestId : undefined}
      retry={
        isPageLost ? (
          <LinkButton href={hrefOf(query)}>First page</LinkButton>
        ) : (
          <Button onClick={retry}>Try again</Button>
        )
      }
    />
  );
}

type NoMatchProps = { query: PortfolioQuery; facets: PortfolioFacets | undefined };

/** The filters leave nothing over: which they are, and the way out. */
export function NoMatch({ query, facets }: NoMatchProps) {
  const fields = usedFields(query).map(
    (field) => `${FILTER_LABELS[field]}: ${chosenText(query, field, facets)}`,
  );
  const all = query.q ? [`Name has “${query.q}”`, ...fields] : fields;
  return (
    <EmptyState
      icon={<SearchX />}
      title="No name matches these filters."
      action={<LinkButton href={hrefOf(withoutFilters(query))}>Clear all filters</LinkButton>}
    >
      {all.join(" · ")}
    </EmptyState>
  );
}

/** Nothing is here yet. Whoever may connect an account is shown how. */
export function NoNames({ canConnect, isPartner }: { canConnect: boolean; isPartner: boolean }) {
  if (isPartner)
    return (
      <EmptyState icon={<Globe />} title="No names are assigned here yet.">
        Names appear as soon as they are assigned to this partner.
      </EmptyState>
    );
  return (
    <EmptyState
      icon={<Globe />}
      title="Your names appear here once a registrar account is connected."
      action={
        canConnect && (
          <LinkButton href="/settings/accounts" variant="primary">
            Connect an account
          </LinkButton>
        )
      }
    />
  );
}
