import { expect, test } from "vitest";
import { CELL_FUNCTIONS, functionsMetadata } from "../../../addin/functions/catalogue.ts";
import { cellFunctionsOn } from "../../../addin/functions/functions.ts";
import { FunctionQueue } from "../../../addin/functions/queue.ts";
import { FunctionName } from "../../../shared/intelligence/functions.ts";

const never = new FunctionQueue({
  ask: () => Promise.reject(new Error("nobody asks")),
  now: () => 0,
  after: () => undefined,
});

test("every function that the server answers is in Excel's list and has a body, and no other", () => {
  const ids = FunctionName.options.toSorted();

  expect(CELL_FUNCTIONS.map(({ id }) => id).toSorted()).toEqual(ids);
  expect(Object.keys(cellFunctionsOn(never)).toSorted()).toEqual(ids);
});

test("Excel's list keeps to what Excel allows", () => {
  const { functions } = functionsMetadata();

  for (const { id, description, parameters } of functions) {
    const names = parameters.map(({ name }) => name);
    const firstOptional = parameters.findIndex((each) => each.optional === true);
    const afterwards = parameters.slice(firstOptional === -1 ? parameters.length : firstOptional);

    expect(id).toMatch(/^[A-Z][A-Z0-9]{2,}$/);
    expect(description.length).toBeLessThanOrEqual(128);
    expect(new Set(names).size).toBe(names.length);
    expect(afterwards.every((each) => each.optional === true)).toBe(true);
    expect(parameters.every((each) => each.description.length <= 128)).toBe(true);
  }
});
