import type { Shape } from "./reference.ts";

const DEEPEST = 6;

/** A value of this shape as a reader would send it: the given example, else one that the shape allows. */
export function exampleOf(shape: Shape, depth = 0): unknown {
  const given = givenExample(shape);
  if (given !== undefined) return given;
  const choice = (shape.anyOf ?? shape.oneOf)?.[0];
  if (choice) return exampleOf(choice, depth);
  return depth < DEEPEST ? nestedExample(shape, depth) : plainExample(shape);
}

const givenExample = (shape: Shape): unknown =>
  [shape.example, shape.const, shape.default, shape.enum?.[0]].find((each) => each !== undefined);

function nestedExample(shape: Shape, depth: number): unknown {
  if (shape.items) return [exampleOf(shape.items, depth + 1)];
  if (!shape.properties) return plainExample(shape);
  return Object.fromEntries(
    Object.entries(shape.properties).map(([name, field]) => [name, exampleOf(field, depth + 1)]),
  );
}

const BY_FORMAT: Readonly<Record<string, string>> = {
  uuid: "0190d000-0000-7000-8000-000000000001",
  date: "2026-11-23",
  "date-time": "2026-11-23T09:14:07.000Z",
  decimal: "12000.0000",
};

function plainExample({ type, format, minimum }: Shape): unknown {
  const byType: Readonly<Record<string, unknown>> = {
    integer: minimum ?? 1,
    number: minimum ?? 1,
    boolean: true,
    array: [],
    object: {},
    string: BY_FORMAT[format ?? ""] ?? "text",
  };
  return byType[[type ?? "string"].flat()[0] ?? "string"];
}
