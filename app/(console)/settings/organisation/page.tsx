import type { Metadata } from "next";
import { SettingsScreen } from "@/components/settings/settings-screen";
import { pageContext } from "@/server/auth/session";
import { readSettings } from "@/server/settings/read-settings";

export const metadata: Metadata = { title: "Organisation" };

export default async function OrganisationPage() {
  const ctx = await pageContext("settings.manage");
  const zones = ["UTC", ...Intl.supportedValuesOf("timeZone")];
  return <SettingsScreen initial={await readSettings(ctx)} zones={zones} />;
}
