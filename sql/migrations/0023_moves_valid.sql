-- What 0020 to 0022 added, validated apart from them, so that no reader waits for the scan.
set local lock_timeout = '10s';
set local statement_timeout = '10min';

alter table planning.promotions validate constraint promotions_submitter;
alter table planning.promotions validate constraint promotions_closer;
alter table planning.promotions validate constraint promotions_copied_from;
alter table planning.promotions validate constraint promotions_submitter_is_another;
alter table finance.accrual_ledger validate constraint accrual_ledger_reverses_entry;
