-- A code that holds for every retailer says so with a star: an empty retailer would never be found.
set local lock_timeout = '10s';
set local statement_timeout = '10min';

alter table master.reason_codes add constraint reason_codes_retailer check (retailer is not null) not valid;

comment on column master.reason_codes.retailer is 'Retailer that uses the code; * for any | customers.retailer';
