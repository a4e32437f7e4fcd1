-- What every field of finance, intelligence, analytics and staging means.
set local lock_timeout = '10s';
set local statement_timeout = '10min';

call tenancy.describe('finance.gl_transactions', $${
  "": "G/L transactions from the ERP | A mirror: only open balance, normalised reason and dispute status are ours",
  "source": "Feed or connection it came from | Unique with the ERP reference",
  "source_type": "INVOICE, DEDUCTION, JOURNAL_ENTRY, AP_VOUCHER, AP_PAYMENT, CREDIT_MEMO, DEBIT_MEMO, ADJUSTMENT or REPAYMENT | What the ERP says it is",
  "erp_ref_id": "Invoice, check or journal number in the ERP | Join key for integration",
  "gl_account_code": "Account it was booked on, such as 5510 | Replaces the clearing account when a claim is settled",
  "customer_id": "Customer | master.customers",
  "amount": "Total of the line | Deductions positive, repayments negative",
  "document_amount": "Amount in the document's currency | For information; the books are in one currency",
  "document_currency": "Currency of the document | ISO 4217",
  "fx_rate": "Rate from the document's currency | For information",
  "posting_date": "When it hit the G/L | From the ERP",
  "open_balance": "Amount not yet reconciled | Equals the open amount of its claim",
  "reason_code_erp": "Original code, such as 005 | Text, never padded or trimmed",
  "reason_code_normalized": "Mapped code, such as PROMO, SHORTAGE, TAX or SPOILS | master.reason_codes.l1",
  "dispute_status": "OPEN, DISPUTED, RECOVERED or WRITEOFF | OPEN means not disputed; details are on the dispute",
  "invoice_number": "Invoice that was short-paid | Matching",
  "check_number": "Check or transfer that paid | Matching",
  "check_date": "Date of the check or transfer | Matching",
  "promotion_ref": "Promotion the retailer named | Number, GUID or 16-character reference",
  "description": "Text of the line | Never read as a formula",
  "backup_doc_url": "Link to the scanned document | https only; the server never opens it",
  "content_hash": "Hash of the record as it came | Same reference and content is a duplicate"
}$$);
call tenancy.describe('finance.claims', $${
  "": "What we do about what a retailer took | One per deduction",
  "claim_no": "Readable number, such as D-1001 | Unique in the company",
  "claim_type": "DEDUCTION, INVOICE_CLAIM, AP_VOUCHER or REPAYMENT | How the money moved",
  "gl_transaction_id": "ERP record it is about | finance.gl_transactions",
  "payer_id": "Who paid less | master.customers",
  "claiming_customer_id": "Whose promotion it may be | Differs from the payer for distributors",
  "source": "Feed or connection it came from | Unique with the ERP reference",
  "erp_ref": "Reference in the ERP | gl_transactions.erp_ref_id",
  "invoice_ref": "Invoice that was short-paid | Matching",
  "check_ref": "Check or transfer that paid | Matching",
  "check_date": "Date of the check or transfer | Matching",
  "posting_date": "When it hit the G/L | From the ERP",
  "amount": "Amount taken | Deductions positive, repayments negative",
  "reason_code_erp": "Retailer's code | Text, never padded or trimmed",
  "reason_code_id": "Meaning that was found | master.reason_codes",
  "reason": "Reason in our words | Finance may correct it",
  "status": "PENDING, IN_REVIEW, MATCHED, PENDING_APPROVAL, APPROVED_FOR_PAYMENT, SETTLED, PARTIALLY_SETTLED or VOID | A failed journal never moves it",
  "backup_status": "MISSING, REQUESTED, RECEIVED or NOT_REQUIRED | Whether the retailer's papers are here",
  "dispute_deadline": "Last day to dispute | From the reason's window",
  "suggested_promotion_id": "Promotion the matcher ranks first | planning.promotions",
  "match_confidence_score": "Score of the suggestion | 0.0 to 1.0 likelihood match to promo",
  "match_method": "Rules and version that scored | Reproducible",
  "auto_cleared": "Flag | True if settled by rules engine without human",
  "late": "Whether it came after the promotion was closed | Settled in the current period",
  "duplicate_of": "Claim it seems to repeat | A suspect, not a verdict",
  "fingerprint": "Payer, reference, amount and date in one text | Finds duplicate suspects",
  "promotion_ref": "Promotion the retailer named | Number, GUID or 16-character reference",
  "assigned_to": "Who works on it | tenancy.users",
  "note": "Note | Free text; a leading = stays text"
}$$);
call tenancy.describe('finance.claim_lines', $${
  "": "Lines of a claim from the retailer's papers | Checked against the claim's amount",
  "claim_id": "Claim | finance.claims",
  "n": "Position in the papers | 1 for the first",
  "product_id": "Product | master.products",
  "quantity": "Units claimed | As the retailer says",
  "rate": "Amount per unit claimed | Four decimals",
  "amount": "Amount of the line | Minor units of the currency",
  "performance_from": "First day claimed for | As the retailer says",
  "performance_to": "Last day claimed for | As the retailer says",
  "page": "Page of the document | For looking it up",
  "ocr_confidence": "How sure the reading is | 0 to 1"
}$$);
call tenancy.describe('finance.claim_matches', $${
  "": "Promotions a claim may belong to, with scores | Losers are kept: rules are tested against them",
  "claim_id": "Claim | finance.claims",
  "promotion_id": "Candidate | planning.promotions",
  "tactic_id": "Tactic of the candidate | planning.tactics",
  "run_id": "Run of the matcher | Groups the candidates of one run",
  "rank": "Place, 1 for the best | By score",
  "score": "How likely it is | 0 to 1",
  "features": "Why, part by part | Shown to the user",
  "remaining_accrual": "What was still accrued when it was scored | Accrued less settled and released",
  "rule_version": "Version of the rules | Reproducible",
  "decision": "PROPOSED, ACCEPTED, REJECTED or SUPERSEDED | What came of it",
  "decided_by": "Who decided | tenancy.users",
  "decided_at": "When it was decided | Set with the decision"
}$$);
call tenancy.describe('finance.settlements', $${
  "": "The promo-deduction link: a part of a claim and what is done with it | Drafts are replaced freely, posted ones stay",
  "claim_id": "Claim | finance.claims",
  "promotion_id": "Promotion it is charged to | planning.promotions; required for PROMO and TOLERANCE",
  "tactic_id": "Tactic | planning.tactics",
  "kind": "PROMO, TOLERANCE, DISPUTE, WRITE_OFF or NON_TRADE | What the part is",
  "amount_settled": "How much of this claim applies to this promo | Minor units of the currency",
  "status": "DRAFT, PENDING_APPROVAL, QUEUED, POSTED, FAILED or REVERSED | POSTED means posted to the ERP; all but DRAFT and REVERSED are frozen",
  "account_code": "Account of a part that is not trade | chart_of_accounts.code",
  "reason": "Reason of a write-off | Mandatory when it is posted",
  "note": "Note | Free text",
  "posting_date": "Day it is booked | Decides the accounting period",
  "accounting_period": "Period it is booked in | fiscal_periods.code",
  "performance_period": "Period the promotion ran in | Kept when the date moves",
  "journal_id": "Journal that carries it | finance.gl_journals",
  "gl_posting_json": "Exact payload sent to the ERP to close the item | As delivered",
  "snapshot": "G/L state at that moment: accounts, balances and rules touched | For the year-end trade audit",
  "posted_by": "Who pressed Post | tenancy.users",
  "posted_at": "When it was posted | Set with the posting",
  "approved_by": "Who approved it above the limit | Never who posted it"
}$$);
call tenancy.describe('finance.disputes', $${
  "": "Parts of claims sent back to the retailer | One debit memo each",
  "dispute_no": "Readable number | Unique in the company",
  "claim_id": "Claim | finance.claims",
  "settlement_id": "Part of the claim that is disputed | finance.settlements of kind DISPUTE",
  "amount": "Amount disputed | Debit memo = recovered + conceded + written off + outstanding",
  "status": "OPEN, DISPUTED, RECOVERED, WRITEOFF, CONCEDED, PARTIAL or EXPIRED | Where the argument stands",
  "reason": "Why it is disputed | Shown to the retailer",
  "due_at": "Day an answer is due | Reminder",
  "debit_memo_no": "Debit memo in the ERP | The ERP's document number",
  "journal_id": "Journal that carried the debit memo | finance.gl_journals",
  "recovered": "Repaid by the retailer | Outcome",
  "conceded": "Accepted after all | Outcome; charged to the fund",
  "written_off": "Given up | Outcome",
  "outstanding": "Still argued about | amount - recovered - conceded - written off",
  "outcome": "How it ended, in words | Free text",
  "evidence": "Documents and notes | JSON list",
  "opened_by": "Who opened it | tenancy.users",
  "opened_at": "When it was opened | Set by the database"
}$$);
call tenancy.describe('finance.accrual_ledger', $${
  "": "Sub-ledger of accrued trade per promotion | Append-only; the balance is the sum",
  "promotion_id": "Promotion | planning.promotions",
  "tactic_id": "Tactic | planning.tactics",
  "product_id": "Product, when the accrual names one | master.products",
  "customer_id": "Customer | master.customers",
  "entry": "ACCRUE, TRUE_UP, SETTLE, RELEASE, REVERSE, ADJUST_ERP or FX | Why the liability moved",
  "amount": "Change of the liability | Positive raises it, negative uses it up",
  "fx_rate": "Rate of a currency entry | For information",
  "posting_date": "Day it is booked | Decides the accounting period",
  "accounting_period": "Period it is booked in | fiscal_periods.code",
  "performance_period": "Period the promotion ran in | Kept when the date moves",
  "source_type": "Kind of record that caused it | Such as promotion or settlement",
  "source_id": "Record that caused it | Id of that kind",
  "journal_id": "Journal that told the ERP | finance.gl_journals; empty when the ERP moved it by itself"
}$$);
call tenancy.describe('finance.gl_journals', $${
  "": "What we tell the ERP: header of each journal | Outbox; one ERP document per idempotency key",
  "kind": "ACCRUAL, TRUE_UP, RELEASE, SETTLEMENT, DISPUTE_OUTCOME, WRITE_OFF, RECLASS or REVERSAL | What it is for",
  "status": "DRAFT, QUEUED, SENT, POSTED, FAILED or REVERSED | SENT: the answer is not known yet",
  "source": "Kind of record it follows from | Idempotency key, with source_id and source_version",
  "source_id": "Record it follows from | Idempotency key",
  "source_version": "Version of that record | Idempotency key; a retry cannot double-post",
  "reference": "16 characters that travel in the ERP's own field | Crockford base 32, unique in the company",
  "posting_date": "Day it is booked | A new date needs approval",
  "accounting_period": "Period it is booked in | fiscal_periods.code",
  "performance_period": "Period the promotion ran in | Kept when the date moves",
  "customer_id": "Customer | master.customers",
  "claim_id": "Claim it settles | finance.claims",
  "promotion_id": "Promotion, when it is one | planning.promotions; rows may name others",
  "reverses_id": "Journal it takes back | Each can be reversed once; nothing is edited",
  "erp_document": "Document number in the ERP | From the ERP's answer",
  "failure_code": "Code of the ERP's refusal | Empty unless refused",
  "failure_message": "The ERP's refusal in its own words | Shown to the user",
  "attempts": "How often delivery was tried | Retries are safe",
  "sent_at": "When it was last sent | Set by the delivery",
  "posted_at": "When the ERP posted it | Set by the ERP's answer"
}$$);
call tenancy.describe('finance.gl_ledger', $${
  "": "Rows of the journals | Each is a balanced pair: an unbalanced journal cannot be written down",
  "journal_id": "Journal | finance.gl_journals",
  "n": "Position in the journal | 1 for the first",
  "tag": "Why the row is there, such as ACCRUAL_REVERSAL, ACTUAL or DEBIT_MEMO | Travels to the ERP",
  "debit_account": "G/L code | From chart of accounts",
  "credit_account": "G/L code | Usually AR clearing account",
  "amount": "Amount moved from credit to debit | More than zero, minor units of the currency",
  "promotion_id": "Promotion | planning.promotions",
  "customer_id": "Customer | master.customers"
}$$);
call tenancy.describe('finance.approvals', $${
  "": "What waits for a second person | Bound to the version that was seen",
  "kind": "SETTLEMENT, WRITE_OFF, REDATE, CONCEDE, RELEASE, REOPEN or OVERRIDE | What is asked for",
  "entity": "Kind of record it is about | Table name",
  "entity_id": "Record it is about | Id in that table",
  "entity_version": "Version that was seen | A later change makes the request STALE",
  "claim_id": "Claim | finance.claims",
  "journal_id": "Journal | finance.gl_journals",
  "amount": "Amount at stake | Compared with the limit",
  "payload": "What is asked for in detail, such as the new date | Carried out on approval",
  "reason": "Why it is asked for | Given by who asks",
  "role": "Role that may decide | tenancy.roles",
  "summary": "The request in a sentence | Shown to who decides",
  "status": "OPEN, APPROVED, REJECTED or STALE | Decided once",
  "requested_by": "Who asks | tenancy.users",
  "requested_at": "When it was asked | Set by the database",
  "decided_by": "Who decided | Never who asked",
  "decided_at": "When it was decided | Set with the decision",
  "decision_reason": "Why it was decided so | Given by who decides"
}$$);
call tenancy.describe('finance.publishes', $${
  "": "Presses of Publish | One per batch id",
  "batch_id": "Batch, minted by the workbook | A repeat is answered from here",
  "entity": "What was published | Table name",
  "message": "What the user wrote about it | Free text",
  "context": "Workbook and sheet it came from | As the client said"
}$$);
call tenancy.describe('finance.publish_rows', $${
  "": "What became of each row of a publish | Answers repeats",
  "batch_id": "Publish | finance.publishes",
  "row_key": "Row, as the workbook names it | Unique in the batch",
  "entity_id": "Record the row is about | Id in the published table",
  "request_hash": "Hash of the row's changes | The same key with other content is refused",
  "outcome": "saved, invalid, conflict, forbidden or gone | As the workbook was told",
  "answer": "The answer as it was given | Replayed"
}$$);

call tenancy.describe('intelligence.pos_facts', $${
  "": "Sell-out data: what stores sold | Partitioned by month",
  "date": "Day of sale, or the last day of the week | Partition key",
  "product_id": "Product | master.products",
  "customer_store_id": "Store, or the account when stores are not told | master.customers",
  "units_sold": "Quantity | Returns negative",
  "sales_value": "Revenue collected at the till | Only units count for margin",
  "is_promotion": "Whether the retailer says a promo was on | Empty when not told",
  "promo_price_detected": "Observed price | Did the retailer execute the discount?",
  "base_price": "Price without promotion | As the retailer says",
  "baseline_units": "Calculated baseline | What would have sold without promo (filled by a job)",
  "feature": "Whether it was in the circular | Empty when not told",
  "display": "Whether it was on display | Empty when not told"
}$$);
call tenancy.describe('intelligence.shipment_facts', $${
  "": "Sell-in data from the ERP: what was invoiced | Partitioned by month",
  "invoice_date": "Invoice date | Partition key",
  "invoice_id": "Invoice number | ERP reference",
  "line": "Line of the invoice | Unique with the invoice",
  "product_id": "Product | master.products",
  "customer_id": "Customer | master.customers",
  "units_shipped": "Actual volume | Returns negative",
  "gross_sales": "Sales at list price | Before anything is taken off",
  "off_invoice_amount": "Allowance on the face of the invoice | Already out of net_invoiced: must not be counted twice",
  "other_deductions": "What else the ERP took off afterwards | Subtracted from revenue",
  "net_invoiced": "What the invoice asks for | After off-invoice",
  "net_revenue": "Actual net revenue | net_invoiced - other_deductions"
}$$);
call tenancy.describe('analytics.promotion_actuals', $${
  "": "Bridge from daily facts to promotions | Computed by a job from date and customer; can be rebuilt",
  "promotion_id": "Promotion | planning.promotions",
  "product_id": "Product | master.products",
  "customer_id": "Customer | master.customers",
  "date": "Day | Of the facts",
  "pos_units": "Units sold that are attributed to the promotion | From pos_facts",
  "shipped_units": "Units shipped that are attributed to the promotion | From shipment_facts",
  "share": "Share of the day's units | Shares of overlapping promotions add up to 1",
  "overlap_flag": "Whether another promotion ran too | Shares are estimates then",
  "computed_at": "When it was computed | Set by the job"
}$$);

call tenancy.describe('staging.batches', $${
  "": "Deliveries of data, as they arrived | No foreign keys: wrong data must land too",
  "feed": "Feed, such as deductions | Decides how records are read",
  "source": "Who sent it | User or connection",
  "content_type": "How it was written: JSON, NDJSON or CSV | From the request",
  "status": "LANDED, PROMOTING, DONE or FAILED | A bad record does not make a batch FAILED",
  "received": "Records in it | Counted while landing",
  "accepted": "Records that made something new | Counted while promoting",
  "updated": "Records that changed something | Counted while promoting",
  "duplicates": "Records that were known already | Counted while promoting",
  "rejected": "Records that are wrong | They stay for a retry",
  "ignored_fields": "CSV columns that no feed knows | Reported once",
  "params": "Query parameters of the delivery | Such as the customer of an EDI file",
  "content_hash": "Hash of the whole delivery | Tells a repeat",
  "failure_message": "Why the batch as a whole failed | Empty otherwise",
  "started_at": "When promotion began | Set by the job",
  "finished_at": "When promotion ended | Set by the job"
}$$);
call tenancy.describe('staging.records', $${
  "": "Records as they came | No foreign keys; never changed, only judged",
  "n": "Position in the batch, 1 for the first | Names the record in error lists",
  "raw": "Record as it came, as JSON | Field names and texts untouched",
  "raw_text": "Line as it came, when it was text | For errors.csv",
  "raw_bytes": "Line as it came, when it was not even text | Wrong encoding",
  "status": "LANDED, PROMOTED, DUPLICATE or REJECTED | Where the record is on its way",
  "outcome": "accepted, updated or duplicate | What it did",
  "errors": "What is wrong: field, rule and fix | Empty unless rejected",
  "entity_id": "Record it became | Id in the feed's table",
  "attempts": "How often promotion was tried | Retries after a fix",
  "promoted_at": "When it was judged | Set by the job"
}$$);
