-- Validated apart from where it was added, so that no reader waits for the scan.
set local lock_timeout = '10s';
set local statement_timeout = '10min';

alter table finance.claims validate constraint claims_write_off_reason;
alter table finance.claims validate constraint claims_promotion;
