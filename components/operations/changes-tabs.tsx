import { PageTabs } from "../shell/page-tabs";
import { withQuery } from "../ui/with-query";

type ChangesTabsProps = {
  current: "changes" | "plans" | "waiting";
  /** How many plans wait for approval, where that is known. */
  waiting?: number | undefined;
};

/** The three lists of what is changed at registrars. */
export function ChangesTabs({ current, waiting }: ChangesTabsProps) {
  return (
    <PageTabs
      label="Changes"
      tabs={[
        { href: "/operations", label: "Changes", current: current === "changes" },
        { href: "/plans", label: "Plans", current: current === "plans" },
        {
          href: withQuery("/plans", { waiting: "true" }),
          label: "Waiting for approval",
          count: waiting || undefined,
          current: current === "waiting",
        },
      ]}
    />
  );
}
