set local lock_timeout = '10s';
set local statement_timeout = '10min';

alter table master.reason_codes validate constraint reason_codes_retailer;
