import postgres, { type TransactionSql } from "postgres";
import { Money } from "../../shared/money.ts";
import { refusalOf } from "./constraint.ts";

const NUMERIC = 1700;
const DATE = 1082;
const BIGINT = 20;

/** A transaction of one tenant: everything a query or an act is given. */
export type Tx = TransactionSql<{ money: Money; day: string; whole: number }>;
export type Pool = ReturnType<typeof openPool>;

/** Whose rows a transaction sees, and who its audit entries name. A job has no user. */
export interface Actor {
  tenantId: string;
  userId?: string | null;
  name?: string;
  roles?: readonly string[];
  /** Where the change came from (workbook, sheet), kept with every audit entry. */
  client?: Readonly<Record<string, string | undefined>>;
}

export interface PoolOptions {
  max?: number;
  /** Shown in pg_stat_activity. */
  name?: string;
  /** Milliseconds after which a statement is given up; 0 for as long as it takes (migrations). */
  statementTimeout?: number;
}

/**
 * Opens a pool of connections. Amounts (numeric) leave the database as Money, days as text (a JavaScript Date would
 * shift the day), bigint as a number, and column names in camelCase; json is left as it is.
 */
export function openPool(url: string, { max = 10, name, statementTimeout }: PoolOptions = {}) {
  return postgres(url, {
    max,
    onnotice: () => undefined,
    connection: {
      application_name: name ?? "tradebook",
      statement_timeout: statementTimeout ?? 30_000,
      TimeZone: "UTC",
    },
    transform: { column: { from: postgres.toCamel, to: postgres.fromCamel } },
    types: {
      money: { to: NUMERIC, from: [NUMERIC], serialize: String, parse: Money.of },
      day: { to: DATE, from: [DATE], serialize: String, parse: String },
      whole: { to: BIGINT, from: [BIGINT], serialize: String, parse: wholeNumber },
    },
  });
}

/**
 * Runs work in one transaction as one tenant: row level security shows nothing else, and audit entries name the actor.
 * A constraint that refuses becomes a Refusal; every other error is passed on as it is.
 */
export async function asTenant<Result>(
  pool: Pool,
  actor: Actor,
  work: (tx: Tx) => Promise<Result>,
): Promise<Result> {
  try {
    const { result } = await pool.begin(async (tx) => {
      await tx`
        select
          set_config('app.tenant_id', ${actor.tenantId}, true),
          set_config('app.actor_id', ${actor.userId ?? ""}, true),
          set_config('app.actor_name', ${actor.name ?? "system"}, true),
          set_config('app.actor_role', ${(actor.roles ?? []).join(", ")}, true),
          set_config('app.client', ${actor.client ? JSON.stringify(actor.client) : ""}, true)
      `;
      return { result: await work(tx) };
    });
    return result;
  } catch (error) {
    throw refusalOf(error) ?? error;
  }
}

function wholeNumber(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value)) throw new RangeError(`too large to count with: ${text}`);
  return value;
}
