/**
 * What a caller may not do, by a code that both shells and the API reference share, with the HTTP status it answers.
 * Everything that is not a Refusal is a fault and answers 500.
 */
export const REFUSALS = {
  NOT_SIGNED_IN: 401,
  TOKEN_INVALID: 401,
  TENANT_UNKNOWN: 403,
  USER_DISABLED: 403,
  ROLE_MISSING: 403,
  NOT_FOUND: 404,
  INVALID: 422,
  UNREADABLE_BODY: 400,
  BODY_TOO_LARGE: 413,
  UNSUPPORTED_MEDIA_TYPE: 415,
  IDEMPOTENCY_KEY_MISSING: 400,
  IDEMPOTENCY_KEY_REUSED: 422,
  REQUEST_RUNNING: 409,
  PAGE_TOKEN_INVALID: 400,
  VERSION_STALE: 409,
  CLAIM_ALREADY_POSTED: 409,
  CLAIM_NOT_OPEN: 409,
  CLAIM_HAS_SPLITS: 409,
  CLAIM_HAS_NO_DRAFT: 409,
  DRAFT_EXCEEDS_OPEN: 422,
  OVER_TOLERANCE: 422,
  PROMOTION_NOT_MATCHABLE: 422,
  WRITE_OFF_REASON_MISSING: 422,
  PERIOD_CLOSED: 409,
  PERIOD_UNKNOWN: 422,
  JOURNAL_NOT_FAILED: 409,
  APPROVAL_BY_MAKER: 403,
  APPROVAL_NOT_OPEN: 409,
  ACCOUNT_ROLE_MISSING: 422,
  FUND_SHORT: 409,
  MOVE_NOT_ALLOWED: 409,
  PROMOTION_INCOMPLETE: 422,
  PUBLISH_NOT_UNDOABLE: 409,
  UNKNOWN_FEED: 404,
  BATCH_NOT_DONE: 409,
  CUSTOMER_CYCLE: 422,
  DUPLICATE: 409,
  REFERENCED: 409,
} as const;

export type RefusalCode = keyof typeof REFUSALS;

/** One field of a refused input: a JSON pointer, a code, a sentence with the fix, and what would be allowed. */
export interface FieldError {
  pointer: string;
  code: string;
  message: string;
  allowed?: string[];
}

/** An act that is not allowed. The message is for a person: what happened, and what to do. */
export class Refusal extends Error {
  override readonly name = "Refusal";
  readonly code: RefusalCode;
  readonly errors: FieldError[];

  constructor(code: RefusalCode, message: string, errors: FieldError[] = []) {
    super(message);
    this.code = code;
    this.errors = errors;
  }
}
