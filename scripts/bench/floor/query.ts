/**
 * The first page of the biggest partner, as plainly as it can be asked: the columns of a row of the
 * portfolio, with no session, no wall and no choice of a plan. `$1` is the partner.
 */
export const FIRST_PAGE = `
  select d.id, d.name, d.name_unicode, d.tld, d.partner_id, d.account_id, d.lifecycle, d.renew_by::text,
    d.renew_sort::text, d.expires_at::text, d.auto_renew_wish, d.auto_renew, d.lock_state, d.nameservers, d.dnssec, d.tags,
    d.flags, d.is_critical, p.name as partner_name, a.name as account_name,
    greatest(s.listed_at, s.details_at)::text as verified_at
  from domains d
  join registrar_accounts a on a.id = d.account_id
  left join partners p on p.id = d.partner_id
  left join domain_sync s on s.domain_id = d.id
  where d.partner_id = $1
  order by d.renew_sort, d.id limit 51`;
