import { a1, bounding, MAX_COLUMNS, quoteSheet, type Zone } from "../a1.ts";
import type { CellValue, Change, Sheet } from "../model.ts";
import type { SheetModel } from "../sheet.ts";
import type { FormulaListener, WorkbookModel } from "../workbook.ts";
import { type AddinFunctions, CellCalls, NO_FUNCTIONS } from "./cell-calls.ts";
import { Dependents } from "./dependents.ts";
import { Evaluator, matrixOf } from "./evaluate.ts";
import { OutOfDate } from "./out-of-date.ts";
import { type Area, areasOf, type Position } from "./references.ts";
import { type Expression, parseFormula } from "./syntax.ts";
import { FormulaError, type Matrix, toCell } from "./values.ts";

interface Formula extends Position {
  readonly sheet: SheetModel;
  readonly expression: Expression;
  /** What it reads; empty until it has been placed in the index. */
  areas: Area[];
  /** The calls it has made of the add-in since it was last out of date; null before the first. */
  calls: CellCalls | null;
}

const MOVES_REFERENCES: ReadonlySet<Change["kind"]> = new Set<Change["kind"]>([
  "cells",
  "sheetAdded",
  "sheetDeleted",
  "sheetChanged",
  "tableAdded",
  "tableDeleted",
  "tableChanged",
]);

/** Keeps the formulas' values up to date: changes mark what depends on them, and `recalculate` works it off. */
export class Calculator implements FormulaListener {
  private readonly book: WorkbookModel;
  private readonly functions: AddinFunctions;
  private readonly formulas = new Map<string, Map<number, Formula>>();
  private readonly expressions = new Map<string, Expression>();
  private readonly dependents = new Dependents<Formula>();
  private readonly outOfDate = new OutOfDate<Formula>();
  private readonly columnsRead = new Map<string, Matrix>();
  private unplaced = new Set<Formula>();
  /** Rows or columns moved, or a table changed: references may mean other cells now. */
  private isStale = false;

  /** `functions` are the add-in's own. */
  constructor(book: WorkbookModel, functions: AddinFunctions = NO_FUNCTIONS) {
    this.book = book;
    this.functions = functions;
    book.formulas = this;
  }

  set(sheet: SheetModel, r: number, c: number): void {
    this.drop(sheet, r, c);
    const text = sheet.at(r, c)?.f;
    if (text !== undefined) {
      const formula = { sheet, r, c, expression: this.parse(text), areas: [], calls: null };
      this.formulasOf(sheet).set(r * MAX_COLUMNS + c, formula);
      this.unplaced.add(formula);
      this.outOfDate.add(formula);
    }
  }

  drop(sheet: SheetModel, r: number, c: number): void {
    const key = r * MAX_COLUMNS + c;
    const formula = this.formulasOf(sheet).get(key);
    if (formula) {
      this.formulasOf(sheet).delete(key);
      this.unplaced.delete(formula);
      this.outOfDate.delete(formula);
      this.dependents.remove(formula, formula.areas);
    }
  }

  /** Takes note of a change of the workbook. */
  note(change: Change): void {
    if (change.kind === "cells" && change.shift === "None") {
      this.markReaders(change.sheet, change.z);
    } else if (MOVES_REFERENCES.has(change.kind)) {
      this.isStale = true;
    }
  }

  /** Works out what is out of date; `everything` first declares all of it so. */
  recalculate(everything: boolean): void {
    if (this.isStale || everything) {
      this.rebuild();
    }
    for (const formula of this.unplaced) {
      this.place(formula);
    }
    this.unplaced.clear();
    this.columnsRead.clear();
    const changed = new Map<SheetModel, Zone>();
    for (const formula of this.outOfDate.all()) {
      for (const done of this.settle(formula)) {
        const cell = { r: done.r, c: done.c, rows: 1, cols: 1 };
        const before = changed.get(done.sheet);
        changed.set(done.sheet, before ? bounding(before, cell) : cell);
      }
    }
    for (const [sheet, z] of changed) {
      this.book.emit({ kind: "calculated", sheet, z });
    }
  }

  /** The value of a formula that is in no cell, seen from a cell: for conditional formats. */
  evaluate(formula: string, from: Position): CellValue {
    this.recalculate(false);
    const evaluator = new Evaluator(this.book, from, { read: matrixOf, calls: null });
    return toCell(evaluator.evaluate(this.parse(formula), false));
  }

  private rebuild(): void {
    this.isStale = false;
    this.formulas.clear();
    this.dependents.clear();
    this.outOfDate.clear();
    this.unplaced = new Set();
    for (const sheet of this.book.sheets) {
      for (const [key, cell] of sheet.cells) {
        if (cell.f !== undefined) {
          this.set(sheet, Math.floor(key / MAX_COLUMNS), key % MAX_COLUMNS);
        }
      }
    }
  }

  private place(formula: Formula): void {
    formula.areas = areasOf(this.book, formula.expression, formula);
    this.dependents.add(formula, formula.areas);
    const cell = { r: formula.r, c: formula.c, rows: 1, cols: 1 };
    this.markReaders(formula.sheet, cell);
  }

  private markReaders(sheet: Sheet, z: Zone): void {
    const waiting: Area[] = [{ sheet, z }];
    for (let area = waiting.pop(); area; area = waiting.pop()) {
      for (const reader of this.dependents.of(area.sheet, area.z)) {
        if (!this.outOfDate.has(reader)) {
          this.outOfDate.add(reader);
          reader.calls = null;
          waiting.push({ sheet: reader.sheet, z: { r: reader.r, c: reader.c, rows: 1, cols: 1 } });
        }
      }
    }
  }

  /** Works out a formula after those it reads. One that reads itself keeps its last value, as Excel warns. */
  private *settle(formula: Formula): Generator<Formula> {
    const path = [formula];
    const entered = new Set<Formula>();
    for (let top = path.at(-1); top; top = path.at(-1)) {
      if (!this.outOfDate.has(top)) {
        path.pop();
      } else if (entered.has(top)) {
        path.pop();
        this.work(top);
        yield top;
      } else {
        entered.add(top);
        this.pushNeeded(path, top, entered);
      }
    }
  }

  private pushNeeded(path: Formula[], of: Formula, entered: ReadonlySet<Formula>): void {
    for (const area of of.areas) {
      for (const needed of this.outOfDate.within(area)) {
        if (!entered.has(needed)) {
          path.push(needed);
        }
      }
    }
  }

  private work(formula: Formula): void {
    this.outOfDate.delete(formula);
    const cell = formula.sheet.at(formula.r, formula.c);
    if (cell) {
      formula.calls ??= this.callsOf(formula);
      const evaluator = new Evaluator(this.book, formula, {
        read: (area) => this.readOnce(area),
        calls: formula.calls,
      });
      const value = evaluator.evaluate(formula.expression, false);
      cell.v = toCell(value);
      delete cell.why;
      if (value instanceof FormulaError && value.words !== "") cell.why = value.words;
    }
  }

  /** A formula that is out of date asks again; one that has only got a result goes on with what it has. */
  private callsOf(formula: Formula): CellCalls {
    const address = `${quoteSheet(formula.sheet.name)}!${a1({ ...formula, rows: 1, cols: 1 })}`;
    const calls = new CellCalls(this.functions, address, () => {
      if (formula.calls === calls && this.isPlaced(formula)) this.answered(formula);
    });
    return calls;
  }

  private isPlaced(formula: Formula): boolean {
    return this.formulasOf(formula.sheet).get(formula.r * MAX_COLUMNS + formula.c) === formula;
  }

  private answered(formula: Formula): void {
    this.outOfDate.add(formula);
    this.markReaders(formula.sheet, { r: formula.r, c: formula.c, rows: 1, cols: 1 });
  }

  // Everything an area holds has been worked out before the first formula reads it, so it stays as read.
  private readOnce(area: Area): Matrix {
    const { r, c, rows, cols } = area.z;
    const key = `${area.sheet.id}:${r},${c},${rows},${cols}`;
    const known = this.columnsRead.get(key) ?? matrixOf(area);
    this.columnsRead.set(key, known);
    return known;
  }

  private parse(formula: string): Expression {
    const known = this.expressions.get(formula) ?? parseFormula(formula);
    this.expressions.set(formula, known);
    return known;
  }

  private formulasOf(sheet: Sheet): Map<number, Formula> {
    const known = this.formulas.get(sheet.id) ?? new Map<number, Formula>();
    this.formulas.set(sheet.id, known);
    return known;
  }
}
