create view staging.raw_invoices_sap with (security_invoker = true) as
select record.tenant_id, record.batch_id, record.n, record.raw, record.raw_text, record.status, record.errors, record.created_at
from staging.records record
join staging.batches batch on batch.tenant_id = record.tenant_id and batch.id = record.batch_id
where batch.feed = 'invoices' and batch.source = 'sap';
grant select on staging.raw_invoices_sap to tradebook_app;

comment on view staging.raw_invoices_sap is 'Invoices as SAP sent them | The landed records of one feed and source; every other feed reads the same way';
comment on column staging.raw_invoices_sap.tenant_id is 'Company the row belongs to | Row level security';
comment on column staging.raw_invoices_sap.batch_id is 'Batch it came in | staging.batches';
comment on column staging.raw_invoices_sap.n is 'Position in the batch, 1 for the first | Names the record in error lists';
comment on column staging.raw_invoices_sap.raw is 'Record as it came, as JSON | Never changed';
comment on column staging.raw_invoices_sap.raw_text is 'Line as it came, when it was text | Never changed';
comment on column staging.raw_invoices_sap.status is 'Where the record is on its way | LANDED, PROMOTED, DUPLICATE or REJECTED';
comment on column staging.raw_invoices_sap.errors is 'Why it was rejected | Field, rule and fix of each error';
comment on column staging.raw_invoices_sap.created_at is 'When it landed | Set by the database';
