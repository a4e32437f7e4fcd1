insert into planning.tactic_types (tenant_id, code, name, cost_basis, spend_role, accrual_method, window_basis, description)
select tenancy.current_tenant(), tactic.code, tactic.name, tactic.cost_basis, tactic.spend_role, tactic.accrual_method,
  tactic.window_basis, tactic.description
from (values
  ('TPR', 'TPR', 'PER_UNIT', 'TRADE_SPEND', 'PLAN_AT_APPROVAL', 'SCAN', 'Temporary price reduction at the shelf, paid per unit'),
  ('DISPLAY', 'Display', 'FIXED', 'TRADE_SPEND', 'PLAN_AT_APPROVAL', 'SELL_IN', 'A place on the floor or an end cap, paid as a fee'),
  ('FEATURE', 'Feature', 'FIXED', 'TRADE_SPEND', 'PLAN_AT_APPROVAL', 'SELL_IN', 'A place in the retailer''s circular or app, paid as a fee'),
  ('SCAN_BACK', 'Scan-back', 'PER_UNIT', 'TRADE_SPEND', 'PLAN_AT_APPROVAL', 'SCAN', 'Paid per unit that passed the till; also called scan-down'),
  ('BOGO', 'BOGO', 'PER_UNIT', 'TRADE_SPEND', 'PLAN_AT_APPROVAL', 'SCAN', 'Buy one, get one: the free unit is paid for'),
  ('OFF_INVOICE', 'Off-invoice', 'PER_UNIT', 'OFF_INVOICE', 'NONE', 'SELL_IN', 'Taken off the face of the invoice; nothing is accrued'),
  ('BILL_BACK', 'Bill-back', 'PER_UNIT', 'TRADE_SPEND', 'PER_SHIPMENT', 'SELL_IN', 'Billed by the retailer afterwards per unit bought'),
  ('SLOTTING', 'Slotting', 'FIXED', 'SLOTTING', 'PLAN_AT_APPROVAL', 'SELL_IN', 'A fee for a new item''s place on the shelf'),
  ('FIXED_FEE', 'Fixed fee', 'FIXED', 'SLOTTING', 'PLAN_AT_APPROVAL', 'SELL_IN', 'A lump sum, often paid by voucher; wants proof of performance'),
  ('EDLP', 'EDLP', 'PER_UNIT', 'TRADE_SPEND', 'PER_SHIPMENT', 'SELL_IN', 'Everyday low price: a standing allowance per unit'),
  ('COUPON', 'Coupon', 'PER_UNIT', 'TRADE_SPEND', 'PLAN_AT_APPROVAL', 'SCAN', 'Redeemed at the till, paid per redemption'),
  ('DEMO', 'Demo', 'FIXED', 'TRADE_SPEND', 'PLAN_AT_APPROVAL', 'SCAN', 'Tastings in the store, paid as a fee')
) as tactic (code, name, cost_basis, spend_role, accrual_method, window_basis, description)
on conflict do nothing;
