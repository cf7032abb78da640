"use client";

import { writePlanRowQuery } from "@/server/plans/queries";
import { Button } from "../ui/button";
import type { RowsAddress } from "./address";
import type { Excluding } from "./rows-table";

type ExcludeShownProps = { address: RowsAddress; excluding: Excluding | null };

/** Takes all names that the filters show out of the preview, or back in; there only while something is filtered. */
export function ExcludeShown({ address, excluding }: ExcludeShownProps) {
  const { limit: _limit, cursor: _cursor, ...shown } = address.query;
  const filter = writePlanRowQuery(shown).toString();
  if (!excluding || filter === "") return null;
  return (
    <div className="flex flex-wrap items-center gap-2 px-3.5 pb-3">
      <span className="text-12 text-ink-2">All names these filters show:</span>
      <Button size="s" onClick={() => excluding.setShown(filter, true)}>
        Leave out
      </Button>
      <Button size="s" variant="quiet" onClick={() => excluding.setShown(filter, false)}>
        Take back in
      </Button>
    </div>
  );
}
