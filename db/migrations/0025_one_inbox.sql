-- Row level security binds the owner too: the house sees all.
SELECT set_config('app.partner', '*', true);
--> statement-breakpoint
-- What was not believed so far becomes a conflict that waits.
INSERT INTO conflicts (partner_id, domain_id, account_id, field, rule, told, kept, told_key, via, reason, suggestion, why,
  first_seen_at, last_seen_at)
SELECT d.partner_id, d.id, d.account_id, doubt.field,
  CASE doubt.field
    WHEN 'nameservers' THEN 'nameservers_empty'
    WHEN 'registeredAt' THEN 'registered_range'
    ELSE CASE WHEN doubt.reason LIKE 'The registrar moved%' THEN 'expiry_back' ELSE 'expiry_range' END
  END,
  o.observed -> doubt.field,
  CASE doubt.field
    WHEN 'nameservers' THEN to_jsonb(d.nameservers)
    WHEN 'registeredAt' THEN to_jsonb(d.registered_at)
    ELSE to_jsonb(d.expires_at)
  END,
  coalesce((o.observed -> doubt.field)::text, 'null'),
  coalesce(o.observed -> '_via' ->> doubt.field, 'list'),
  doubt.reason, 'ignore', 'Ours is likelier. Tell the registrar what it said; nothing is changed here.',
  o.changed_at, o.changed_at
FROM domain_observations o
JOIN domains d ON d.id = o.domain_id
CROSS JOIN LATERAL jsonb_each_text(o.disbelieved) AS doubt(field, reason)
WHERE o.disbelieved <> '{}' AND doubt.field IN ('expiresAt', 'registeredAt', 'nameservers');
--> statement-breakpoint
-- Flags: 32 arrived, 4 missing, 1 the mode is not the one we wish.
INSERT INTO conflicts (partner_id, domain_id, account_id, field, rule, told, kept, told_key, via, reason, suggestion, why,
  first_seen_at, last_seen_at)
SELECT d.partner_id, d.id, d.account_id, 'arrival', 'arrival', jsonb_build_object('accountId', d.account_id), NULL,
  d.account_id::text, 'list', 'It is new in the account, found by sync.', 'accept',
  'Nothing speaks against it. Look at its partner and its auto-renew wish, then accept it.', d.created_at, d.created_at
FROM domains d WHERE d.flags & 32 <> 0;
--> statement-breakpoint
INSERT INTO conflicts (partner_id, domain_id, account_id, field, rule, told, kept, told_key, via, reason, suggestion, why,
  first_seen_at, last_seen_at)
SELECT d.partner_id, d.id, d.account_id, 'departure', 'departure', jsonb_build_object('accountId', d.account_id), NULL,
  d.account_id::text, 'list', 'The account no longer lists it.', 'accept',
  'If it was sold, moved or let go on purpose, accept that. If not, look into the account first.', d.updated_at, d.updated_at
FROM domains d WHERE d.flags & 4 <> 0;
--> statement-breakpoint
INSERT INTO conflicts (partner_id, domain_id, account_id, field, rule, told, kept, told_key, via, reason, suggestion, why,
  first_seen_at, last_seen_at)
SELECT d.partner_id, d.id, d.account_id, 'autoRenew', 'wish', to_jsonb(d.auto_renew),
  to_jsonb(CASE WHEN d.auto_renew_wish THEN 'on' ELSE 'off' END), to_jsonb(d.auto_renew)::text, 'list',
  format('Auto-renew is %s at the registrar, and we wish it %s.', d.auto_renew, CASE WHEN d.auto_renew_wish THEN 'on' ELSE 'off' END),
  'push', 'Our wish counts for auto-renew: send it to the registrar.', d.updated_at, d.updated_at
FROM domains d WHERE d.flags & 1 <> 0 AND d.auto_renew_wish IS NOT NULL;
--> statement-breakpoint
-- The flag stands for a conflict that waits, and for nothing else.
UPDATE domains d SET flags = d.flags & ~8
WHERE d.flags & 8 <> 0 AND NOT EXISTS (
  SELECT 1 FROM conflicts c WHERE c.domain_id = d.id AND c.field IN ('expiresAt', 'registeredAt', 'nameservers'));
--> statement-breakpoint
ALTER TABLE "domain_observations" DROP COLUMN "disbelieved";
--> statement-breakpoint
SELECT set_config('app.partner', '', true);
