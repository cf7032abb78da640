import {
  Archive,
  ArrowLeftRight,
  BookUser,
  Building2,
  ChartLine,
  Eye,
  FileText,
  Globe,
  House,
  Inbox,
  KeyRound,
  ListChecks,
  Network,
  RefreshCw,
  Search,
  Server,
  Settings,
  Users,
  Waypoints,
} from "lucide-react";

const ICON = {
  dashboard: House,
  portfolio: Globe,
  contacts: BookUser,
  nameservers: Waypoints,
  transfers: ArrowLeftRight,
  changes: ListChecks,
  availability: Search,
  watchlist: Eye,
  pools: Network,
  sync: RefreshCw,
  inbox: Inbox,
  prices: ChartLine,
  audit: FileText,
  accounts: Server,
  people: Users,
  partners: Building2,
  keys: KeyRound,
  backup: Archive,
  settings: Settings,
} as const;

export type NavIconName = keyof typeof ICON;

/** What globals.css says of every icon need not be said again on each. */
const BARE = {
  xmlns: undefined,
  width: undefined,
  height: undefined,
  fill: undefined,
  stroke: undefined,
  strokeWidth: undefined,
  strokeLinecap: undefined,
  strokeLinejoin: undefined,
} as const;

/** The icon of a place, by name, so that navigation can be plain data. */
export function NavIcon({ name }: { name: NavIconName }) {
  const Icon = ICON[name];
  return <Icon {...BARE} />;
}
