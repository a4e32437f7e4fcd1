import { z } from "zod";
import type { RefusalCode } from "../../shared/refusal.ts";

/** A JSON schema as far as the reference shows it. */
export interface Shape {
  type?: string | string[] | undefined;
  format?: string | undefined;
  description?: string | undefined;
  enum?: unknown[] | undefined;
  const?: unknown;
  pattern?: string | undefined;
  example?: unknown;
  default?: unknown;
  minimum?: number | undefined;
  maximum?: number | undefined;
  maxLength?: number | undefined;
  maxItems?: number | undefined;
  required?: string[] | undefined;
  properties?: Record<string, Shape> | undefined;
  items?: Shape | undefined;
  anyOf?: Shape[] | undefined;
  oneOf?: Shape[] | undefined;
}

const Shape: z.ZodType<Shape> = z.lazy(() =>
  z.looseObject({
    type: z.union([z.string(), z.array(z.string())]).optional(),
    format: z.string().optional(),
    description: z.string().optional(),
    enum: z.array(z.unknown()).optional(),
    pattern: z.string().optional(),
    minimum: z.number().optional(),
    maximum: z.number().optional(),
    maxLength: z.number().optional(),
    maxItems: z.number().optional(),
    required: z.array(z.string()).optional(),
    properties: z.record(z.string(), Shape).optional(),
    items: Shape.optional(),
    anyOf: z.array(Shape).optional(),
    oneOf: z.array(Shape).optional(),
  }),
);

const Content = z.record(z.string(), z.object({ schema: Shape.optional() }));

const Operation = z.object({
  summary: z.string().default(""),
  description: z.string().default(""),
  tags: z.array(z.string()).default([]),
  "x-roles": z.array(z.string()).default([]),
  parameters: z
    .array(
      z.object({
        name: z.string(),
        in: z.string(),
        required: z.boolean().default(false),
        description: z.string().default(""),
        schema: Shape.default({}),
      }),
    )
    .default([]),
  requestBody: z.object({ content: Content }).optional(),
  responses: z.record(
    z.string(),
    z.object({ description: z.string().default(""), content: Content.optional() }),
  ),
});

const Document = z.object({
  info: z.object({ title: z.string(), description: z.string().default("") }),
  paths: z.record(z.string(), z.record(z.string(), Operation)),
});

/** One route as a person reads it. */
export interface RouteReference extends z.infer<typeof Operation> {
  method: string;
  path: string;
  /** Names the route in a link. */
  anchor: string;
}

/** The routes of the contract by their subject, those that match every word of the search. */
export function routesBySubject(document: unknown, search: string): Map<string, RouteReference[]> {
  const { paths } = Document.parse(document);
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  const subjects = new Map<string, RouteReference[]>();
  for (const [path, operations] of Object.entries(paths)) {
    for (const [method, operation] of Object.entries(operations)) {
      const route = { ...operation, method, path, anchor: anchorOf(method, path) };
      if (!words.every((word) => searched(route).includes(word))) continue;
      const subject = operation.tags[0] ?? "Other";
      subjects.set(subject, [...(subjects.get(subject) ?? []), route]);
    }
  }
  return new Map([...subjects].toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

const searched = ({ method, path, summary, description, tags, ...rest }: RouteReference) =>
  [method, path, summary, description, ...tags, ...rest["x-roles"]].join(" ").toLowerCase();

const anchorOf = (method: string, path: string) =>
  `${method}${path.replaceAll(/[^a-zA-Z0-9]+/g, "-")}`.replace(/-$/, "");

/** A field's kind in a few words: "decimal text", "one of A, B", "list of objects". */
export function kindOf(shape: Shape): string {
  if (shape.enum) return `one of ${shape.enum.map(String).join(", ")}`;
  const choices = shape.anyOf ?? shape.oneOf;
  if (choices) return [...new Set(choices.map(kindOf))].join(" or ");
  const kinds = [shape.type ?? "any"].flat().map((kind) => worded(kind, shape));
  return kinds.join(" or ");
}

const FORMATS: Readonly<Record<string, string>> = {
  decimal: "decimal text",
  date: "day",
  "date-time": "instant",
  uuid: "UUID",
};

function worded(kind: string, { format, items, maxLength }: Shape): string {
  if (kind === "array") return `list of ${items?.properties ? "objects" : kindOf(items ?? {})}`;
  if (kind !== "string") return kind;
  const text = FORMATS[format ?? ""] ?? "text";
  return maxLength === undefined ? text : `${text}, up to ${maxLength} characters`;
}

/** The fields inside a shape, through lists and alternatives. */
export function fieldsOf(shape: Shape): { fields: Record<string, Shape>; required: string[] } {
  if (shape.properties) return { fields: shape.properties, required: shape.required ?? [] };
  const inner = shape.items ?? (shape.anyOf ?? shape.oneOf)?.find((each) => each.type !== "null");
  return inner ? fieldsOf(inner) : { fields: {}, required: [] };
}

/** The refusals that a route can give by its nature: what it reads, what it needs. Those of its act come on top. */
export function problemsOf({ path, parameters, ...route }: RouteReference): RefusalCode[] {
  const names = new Set(parameters.map(({ name }) => name));
  const sent = Object.values(route.requestBody?.content ?? {}).map(({ schema }) => schema ?? {});
  const checks: [boolean, RefusalCode[]][] = [
    [route["x-roles"].length > 0, ["NOT_SIGNED_IN", "TOKEN_INVALID", "ROLE_MISSING"]],
    [path.includes("{"), ["NOT_FOUND"]],
    [parameters.length + sent.length > 0, ["INVALID"]],
    [sent.length > 0, ["UNREADABLE_BODY", "BODY_TOO_LARGE"]],
    [names.has("pageToken"), ["PAGE_TOKEN_INVALID"]],
    [
      names.has("Idempotency-Key"),
      ["IDEMPOTENCY_KEY_MISSING", "IDEMPOTENCY_KEY_REUSED", "REQUEST_RUNNING"],
    ],
    [sent.some((shape) => "version" in fieldsOf(shape).fields), ["VERSION_STALE"]],
  ];
  return checks.flatMap(([holds, codes]) => (holds ? codes : []));
}
