import type { Zone } from "./a1.ts";

// The workbook as plain data: what the object model writes, the formula engine calculates and the grid draws.
// Nothing here knows Office.js. A reader (the grid) needs only this file, a1.ts and number-format.ts.

/** "" is an empty cell; errors are their text, such as "#N/A" (see isError in number-format.ts). */
export type CellValue = string | number | boolean;

export interface Cell {
  /** The value; of a formula, its last result. */
  v: CellValue;
  /** The formula, starting with "=". */
  f?: string;
  /** What a function of the add-in said about the error that the cell shows. */
  why?: string;
  /** The number format, en-US; absent means the column's, then General. */
  nf?: string;
  s?: CellStyle;
}

type BorderSide =
  | "EdgeTop"
  | "EdgeBottom"
  | "EdgeLeft"
  | "EdgeRight"
  | "InsideVertical"
  | "InsideHorizontal"
  | "DiagonalDown"
  | "DiagonalUp";

/** Only what was set; colours are "#RRGGBB", lengths points. */
export interface CellStyle extends BorderStyle {
  /** The named style ("Normal" when absent); its own settings stand behind the cell's. */
  style?: string;
  "fill.color"?: string;
  "font.name"?: string;
  "font.size"?: number;
  "font.color"?: string;
  "font.bold"?: boolean;
  "font.italic"?: boolean;
  "font.underline"?: string;
  "font.strikethrough"?: boolean;
  horizontalAlignment?: string;
  verticalAlignment?: string;
  wrapText?: boolean;
  indentLevel?: number;
  locked?: boolean;
}
type BorderStyle = Partial<Record<`border.${BorderSide}.${"style" | "color" | "weight"}`, string>>;

export interface ColumnProps {
  /** Width in points (1 px = 0.75); absent means 48. */
  w?: number;
  hidden?: boolean;
  nf?: string;
  s?: CellStyle;
}

export interface RowProps {
  /** Height in points; absent means 15. */
  h?: number;
  hidden?: boolean;
  /** Hidden by a filter, which comes and goes apart from `hidden`. */
  filtered?: boolean;
  s?: CellStyle;
}

export interface FilterCriteria {
  filterOn: string;
  values?: string[];
  criterion1?: string;
  criterion2?: string;
  operator?: string;
}

interface TableColumn {
  /** Never reused within its table and never changed by moving or renaming the column. */
  readonly id: number;
  filter: FilterCriteria | null;
  /** The calculated column's formula, filled into rows that are added. */
  formula: string | null;
}

export interface SortField {
  readonly key: number;
  readonly ascending?: boolean;
}

export interface Table {
  readonly id: string;
  name: string;
  readonly sheet: Sheet;
  /** With header row and total row. */
  z: Zone;
  style: string;
  showHeaders: boolean;
  showTotals: boolean;
  showBandedRows: boolean;
  showBandedColumns: boolean;
  showFilterButton: boolean;
  highlightFirstColumn: boolean;
  highlightLastColumn: boolean;
  /** One per column of `z`, in the sheet's order. */
  columns: TableColumn[];
  nextColumnId: number;
  sort: SortField[];
}

/** Custom rules carry `formula` (relative to the zone's first cell), cell-value rules carry `comparison`. */
export interface ConditionalFormat {
  readonly id: string;
  readonly type: "Custom" | "CellValue";
  z: Zone;
  formula: string;
  comparison: { operator: string; formula1: string; formula2?: string } | null;
  stopIfTrue: boolean;
  style: CellStyle;
  nf: string;
}

export interface Validation {
  z: Zone;
  /** Office.js's own shape: one key such as `list` with its settings. */
  rule: Record<string, unknown>;
  errorAlert: unknown;
  prompt: unknown;
  ignoreBlanks: boolean;
}

export interface Name {
  readonly name: string;
  /** The sheet that owns it, or null for the workbook's. */
  readonly scope: Sheet | null;
  /** Where it points, when it points at cells. */
  target: { sheet: Sheet; z: Zone } | null;
  /** Its formula or constant, when it does not. */
  formula: string;
  visible: boolean;
  comment: string;
}

/** Cells that a chart reads; they move when rows or columns are inserted before them. */
export interface ChartCells {
  readonly sheet: Sheet;
  z: Zone;
}

/** One line of a chart. Settings that are absent are Excel's own choice. */
export interface ChartSeries {
  /** Its name, unless a cell holds it. */
  name: string;
  nameCell: ChartCells | null;
  values: ChartCells | null;
  categories: ChartCells | null;
  line: { color?: string; style?: string; weight?: number };
  marker: { style?: string; size?: number; color?: string; background?: string };
}

/** A caption of a chart: its own text, or that of a cell. */
export interface ChartCaption {
  text: string;
  cell: ChartCells | null;
  visible: boolean;
}

export interface ChartAxis {
  title: ChartCaption;
  visible: boolean;
  numberFormat: string;
}

/** A chart over the cells of its sheet; lengths are points from the sheet's first cell. */
export interface Chart {
  readonly id: string;
  name: string;
  type: "Line" | "LineMarkers";
  left: number;
  top: number;
  width: number;
  height: number;
  title: ChartCaption;
  legend: { visible: boolean; position: string };
  categoryAxis: ChartAxis;
  valueAxis: ChartAxis;
  dataTable: { visible: boolean; showLegendKey: boolean };
  displayBlanksAs: string;
  series: ChartSeries[];
}

export interface Sheet {
  readonly id: string;
  name: string;
  visibility: "Visible" | "Hidden" | "VeryHidden";
  /** "#RRGGBB" or "". */
  tabColor: string;
  showGridlines: boolean;
  showHeadings: boolean;
  /** How many rows and columns stay in sight; 0 is none. */
  freeze: { rows: number; cols: number };
  readonly colProps: Map<number, ColumnProps>;
  readonly rowProps: Map<number, RowProps>;
  conditionalFormats: ConditionalFormat[];
  validations: Validation[];
  charts: Chart[];
  readonly names: Map<string, Name>;
  readonly customProperties: Map<string, unknown>;
  at(r: number, c: number): Cell | undefined;
  /** The effective setting: the cell's own, its named style's, the row's, the column's. */
  getStyle<K extends keyof CellStyle>(r: number, c: number, key: K): CellStyle[K] | undefined;
  numberFormat(r: number, c: number): string;
  /** Hidden by hand or by a filter. */
  isRowHidden(r: number): boolean;
  isColumnHidden(c: number): boolean;
  /** Every stored cell of a zone, in no particular order. */
  each(z: Zone): Iterable<[r: number, c: number, cell: Cell]>;
  /** The zone that holds something, or null; `within` limits it. */
  used(valuesOnly: boolean, within?: Zone): Zone | null;
}

export interface Selection extends Zone {
  readonly sheet: Sheet;
}

/** What happened; the grid redraws on any of them. */
export type Change =
  | {
      kind: "cells";
      sheet: Sheet;
      z: Zone;
      changeType: string;
      shift: string;
      before?: CellValue;
      after?: CellValue;
    }
  | { kind: "format"; sheet: Sheet; z: Zone }
  | { kind: "calculated"; sheet: Sheet; z: Zone }
  | { kind: "selection"; selection: Selection }
  | { kind: "activated"; sheet: Sheet; old: Sheet }
  | { kind: "sheetAdded" | "sheetDeleted" | "sheetChanged"; sheet: Sheet }
  | { kind: "tableAdded" | "tableDeleted" | "tableChanged" | "filtered"; table: Table };

export interface Workbook {
  name: string;
  readonly sheets: readonly Sheet[];
  readonly tables: readonly Table[];
  readonly names: Map<string, Name>;
  readonly settings: Map<string, unknown>;
  readonly customProperties: Map<string, unknown>;
  /** Named styles by lower-case name; built-in ones without settings are not listed. */
  readonly styles: Map<string, NamedStyle>;
  readonly active: Sheet;
  readonly selection: Selection;
  /** By id or by name, whatever its case. */
  sheet(key: string): Sheet | undefined;
  /** By id or by name, whatever its case. */
  table(key: string): Table | undefined;
  tableAt(sheet: Sheet, r: number, c: number): Table | undefined;
  /** Tells every change; the answer stops it. */
  listen(listener: (change: Change) => void): () => void;
}

export interface NamedStyle {
  readonly name: string;
  s: CellStyle;
  nf?: string;
}
