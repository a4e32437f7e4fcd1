import type { FunctionResult } from "../../../shared/intelligence/functions.ts";
import { FunctionsAnswer } from "../../../shared/intelligence/functions.ts";
import type { Money } from "../../../shared/money.ts";
import { type Asker, openTestApp, type TestApp } from "../../support/app.ts";

export type Call = [name: string, ...args: (string | null)[]];

/** The demo company, and the cells of a sheet that ask about it. */
export interface FunctionDesk {
  app: TestApp;
  ask(calls: Call[], as?: Asker): Promise<FunctionsAnswer>;
  results(...calls: Call[]): Promise<FunctionResult[]>;
  /** What the cells would show: values as text, errors as JSON. */
  amounts(...calls: Call[]): Promise<string[]>;
  /** The errors of the calls; where there is none, the result. */
  problems(...calls: Call[]): Promise<unknown[]>;
  /** The `answer` of each row of a statement of the test's own, as the owner of the tables. */
  inSql(statement: string, args?: string[]): Promise<string[]>;
}

export async function openFunctionDesk(): Promise<FunctionDesk> {
  const app = await openTestApp();
  const ask = async (calls: Call[], as: Asker = "planner") => {
    const body = { calls: calls.map(([name, ...args]) => ({ name, args })) };
    return (await app.request(as, "POST /v1/functions/batch", { body })).as(FunctionsAnswer);
  };
  const results = async (...calls: Call[]) => (await ask(calls)).results;
  return {
    app,
    ask,
    results,
    amounts: async (...calls) => (await results(...calls)).map(textOf),
    problems: async (...calls) =>
      (await results(...calls)).map((result) => ("error" in result ? result.error : result)),
    inSql: async (statement, args = []) => {
      const rows = await app.database.asOwner((tx) =>
        tx.unsafe<{ answer: Money }[]>(statement, args),
      );
      return rows.map(({ answer }) => answer.toString());
    },
  };
}

export const textOf = (result: FunctionResult | undefined): string =>
  result && "value" in result ? result.value.text : JSON.stringify(result);

export const today = (): string => new Date().toISOString().slice(0, 10);
