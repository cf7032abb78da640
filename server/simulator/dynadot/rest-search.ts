import type { SimResponse } from "../wire";
import { LEVELS } from "./accounts";
import { standingOf } from "./availability";
import type { Office } from "./office";
import { amount, billFor, isPremium, priceRows } from "./prices";
import { success } from "./rest-answers";
import { Trouble } from "./trouble";

/** GET /domains/bulk_search: as many names as the account's level allows, each failing on its own. */
export function bulkSearch(office: Office, query: URLSearchParams): SimResponse {
  const names = (query.get("domain_name_list") ?? "").split(",").filter(Boolean);
  const { restNames } = LEVELS[office.account.level];
  if (names.length === 0) throw new Trouble(400, "domain_name_list is missing");
  if (names.length > restNames)
    throw new Trouble(400, `at most ${restNames} domain names per request`);
  const currency = priceCurrency(query);
  return success({ domain_result_list: names.map((name) => result(office, name, currency)) });
}

/** GET /domains/{d}/search */
export const searchOne = (office: Office, fqdn: string, query: URLSearchParams): SimResponse =>
  success(result(office, fqdn, priceCurrency(query)));

const priceCurrency = (query: URLSearchParams) =>
  query.get("show_price") === "true" ? (query.get("currency") ?? "USD") : null;

function result({ sim }: Office, fqdn: string, currency: string | null) {
  const standing = standingOf(sim, fqdn);
  if (standing === "busy") return { domain_name: fqdn, details_error_message: "busy" };
  const price = (action: "register" | "renew" | "transfer" | "restore") =>
    amount(billFor(fqdn, action, { currency: currency ?? "" }));
  const hasPrices = currency !== null && !fqdn.startsWith("sim-priceless-");
  return {
    domain_name: fqdn,
    available: standing === "free" ? "Yes" : "No",
    premium: isPremium(fqdn) ? "Yes" : "No",
    ...(hasPrices
      ? {
          price_list: [
            {
              currency,
              unit: "(price/1 year)",
              registration_price: price("register"),
              renewal_price: price("renew"),
              transfer_price: price("transfer"),
              restore_price: price("restore"),
            },
          ],
        }
      : {}),
  };
}

/** GET /tld/get_tld_price, a page of the price list. */
export function tldPrices(_office: Office, query: URLSearchParams): SimResponse {
  const currency = query.get("currency");
  if (!currency) throw new Trouble(400, "currency is required");
  const page = Number(query.get("page_index") ?? 1);
  const size = Number(query.get("count_per_page") ?? 100);
  const rows = priceRows(currency).slice((page - 1) * size, page * size);
  return success({
    page_index: page,
    count_per_page: size,
    sort: "name_asc",
    price_level: "retail",
    currency,
    show_multi_year_price: query.get("show_multi_year") === "true",
    tld_price_list: rows.map(({ tld, priceOf }) => ({
      tld: `.${tld}`,
      usage: tld.toUpperCase(),
      price_unit: "Y",
      all_years_register_price: [priceOf("register")],
      all_years_renew_price: [priceOf("renew")],
      transfer_price: priceOf("transfer"),
      restore_price: priceOf("restore"),
      grace_fee_price: "0.00",
      support_privacy: "Yes",
      grace_period_unit: "D",
      renew_grace_period: "30",
      restore_period: "30",
      delete_grace_period: "0",
      is_idn: "false",
      restriction: "",
      on_sale: "false",
    })),
  });
}
