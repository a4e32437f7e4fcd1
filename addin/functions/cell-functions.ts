import type { CellFunctions } from "../taskpane/ports.ts";
import { type CellFunctionBody, cellFunctionsOn } from "./functions.ts";
import { FunctionQueue, type QueueWorld } from "./queue.ts";

interface CellFunctionsParts {
  world: QueueWorld;
  /** Tells Excel's runtime which function of ours an id means. */
  associate: (id: string, body: CellFunctionBody) => void;
  /** Makes Excel ask every function of the workbook again. */
  recalculate: () => Promise<void>;
}

/** The cell functions at work: Excel may call them from here on, and the pane can have them asked again. */
export function startCellFunctions({
  world,
  associate,
  recalculate,
}: CellFunctionsParts): CellFunctions {
  const queue = new FunctionQueue(world);
  for (const [id, body] of Object.entries(cellFunctionsOn(queue))) associate(id, body);
  return {
    refresh: async () => {
      queue.forget();
      await recalculate();
    },
    state: () => queue.state(),
  };
}
