import type { ComponentProps } from "react";
import { LinkTabs } from "../ui/link-tabs";

/** The row of tabs directly under a PageHeader. */
export function PageTabs(props: Omit<ComponentProps<typeof LinkTabs>, "className">) {
  return <LinkTabs {...props} className="-mt-2 mb-3" />;
}
