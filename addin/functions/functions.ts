import { answerCell, type CellAnswer } from "./answer-cell.ts";
import type { FunctionQueue } from "./queue.ts";

/** What Excel calls: the arguments of the formula, null for each that was left out, and the invocation last. */
export type CellFunctionBody = (...values: unknown[]) => CellAnswer;

/**
 * The functions by the ids under which Excel knows them. They only hand their arguments on: what these mean is in
 * catalogue.ts, and server/docs/functions.md explains them to users. They never touch the workbook and never ask anybody to sign in.
 */
export const cellFunctionsOn = (queue: FunctionQueue) =>
  ({
    /**
     * Money of a fund: what is left of it, or what was used; at most four decimals.
     * @customfunction FUND
     * @param fund Number of the fund, as text.
     * @param [measure] remaining, budget, committed, reserved, actual, accrued or settled.
     * @param [asof] Only what was posted up to this day; for actual, accrued and settled.
     */
    FUND: (...values) => answerCell(queue, "FUND", values),

    /**
     * Trade spend of a customer with all below it, a product and whole months; in cents.
     * @customfunction SPEND
     * @param customer Code of a customer, or "*".
     * @param product SKU, brand, category, sub-category, or "*".
     * @param period Month, quarter, year, fiscal month, range of them, or a date (its month).
     * @param [kind] planned, accrued, settled or committed.
     * @param [version] Of planned: plan, actual or latest.
     */
    SPEND: (...values) => answerCell(queue, "SPEND", values),

    /**
     * Accrual of a promotion: its balance, or how it came about; in cents.
     * @customfunction ACCRUAL
     * @param promo Number of the promotion, as text.
     * @param [measure] balance, accrued, settled or released.
     * @param [asof] Only what was posted up to this day.
     */
    ACCRUAL: (...values) => answerCell(queue, "ACCRUAL", values),

    /**
     * A fact about a promotion: text, an amount, or a day as Excel's serial.
     * @customfunction PROMO
     * @param promo Number of the promotion, as text.
     * @param field Which fact, such as name, status, sell-in from or planned.
     */
    PROMO: (...values) => answerCell(queue, "PROMO", values),

    /**
     * What is still open of a customer's deductions: an amount in cents, or how many.
     * @customfunction OPENDEDUCTIONS
     * @param customer Code of a customer with all below it, or "*".
     * @param [measure] amount or count.
     * @param [reason] Our reason, or the retailer's own code as text.
     * @param [minAge] Only those posted at least so many days ago.
     */
    OPENDEDUCTIONS: (...values) => answerCell(queue, "OPENDEDUCTIONS", values),

    /**
     * How fresh the numbers are: date and time as Excel's serial, in the time zone of this computer.
     * @customfunction ASOF
     * @param [source] tpm, gl, shipments or pos.
     */
    ASOF: (...values) => answerCell(queue, "ASOF", values),
  }) satisfies Record<string, CellFunctionBody>;
