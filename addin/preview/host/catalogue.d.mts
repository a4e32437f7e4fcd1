import type { Catalogue } from "./host.ts";
import type { TypeCatalogue } from "./projection.ts";

/** Reads class and property names from a page or a context in which office.js has been loaded. */
export function reflectTypes(page: unknown): TypeCatalogue;
/** Reads which requirement set each member needs from the comments of @types/office-js. */
export function readRequirements(): Readonly<Record<string, string>>;
/** Both, by loading the installed library into an empty context: for builds, where there is no page. */
export function buildCatalogue(): Promise<Catalogue>;
