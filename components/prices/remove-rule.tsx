"use client";

import { useQueryClient } from "@tanstack/react-query";
import { removePriceRuleAction } from "@/server/actions/prices";
import type { PriceRuleDto } from "@/server/prices/rules/schemas";
import { settled } from "../query/settled";
import { AlertDialog } from "../ui/alert-dialog";
import { Button } from "../ui/button";

/** Takes a rule away. What it raised stays. */
export function RemoveRule({ rule }: { rule: PriceRuleDto }) {
  const client = useQueryClient();
  return (
    <AlertDialog
      title={`Remove ${rule.name}?`}
      description="Alerts that it raised stay. Prices are stored as before."
      confirm="Remove rule"
      danger
      trigger={
        <Button size="s">
          Remove…<span className="sr-only"> {rule.name}</span>
        </Button>
      }
      onConfirm={async () => {
        await settled<object>(removePriceRuleAction({ id: rule.id }));
        void client.invalidateQueries({ queryKey: ["prices"] });
      }}
    />
  );
}
