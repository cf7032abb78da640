import { type Command, numbered, one } from "./api3-command";
import { answerDeparture } from "./departures";
import { hostNamed, hostRows, registerHost, removeHost, serverId, setHostAddresses } from "./hosts";
import { Trouble } from "./trouble";

/** Public clients disagree on the words. */
const APPROVALS: Readonly<Record<string, boolean>> = {
  approve: true,
  yes: true,
  deny: false,
  no: false,
};

/** The commands of API3 about hosts and about requests of other registrars. */
export const GLUE_COMMANDS: Readonly<Record<string, Command>> = {
  register_ns: (office, query) => {
    registerHost(office, query.get("host") ?? "", [query.get("ip") ?? ""]);
    return { code: "0" };
  },
  server_list: (office) => ({
    content: {
      ServerList: hostRows(office).map(({ server_name, ip_list }) => ({
        ServerId: String(serverId(server_name)),
        ServerName: server_name,
        ServerIp: ip_list,
      })),
    },
  }),
  set_ns_ip: (office, query) => {
    const told = [...numbered(query, "ip", 10), query.get("ip") ?? ""].filter(Boolean);
    setHostAddresses(office, hostNamed(office, query), told);
    return { code: "0" };
  },
  delete_ns: (office, query) => {
    removeHost(office, hostNamed(office, query));
    return { code: "0" };
  },
  authorize_transfer_away: (office, query) => {
    const approve = APPROVALS[query.get("authorize") ?? ""];
    if (approve === undefined) throw new Trouble(400, "authorize is invalid");
    const orderId = Number(query.get("order_id"));
    answerDeparture(office, { orderId, fqdn: one(query), approve });
    return { content: {} };
  },
};
