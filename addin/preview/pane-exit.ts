/** Where the keyboard goes when it leaves the task pane. */
export type PaneExit = "onward" | "back" | "grid";

const NOTIFY = "ContextActivationManager_notifyHost";
/** The library holds Tab at either end of the pane, Esc and F2, and asks its host to take the keyboard. */
const EXITS: Readonly<Record<number, PaneExit>> = {
  13: "onward",
  14: "back",
  15: "grid",
  16: "grid",
  17: "onward",
  18: "back",
};

/** What a message of the add-in's frame says about leaving it, if that is what it is about. */
export function paneExit(message: unknown): PaneExit | undefined {
  if (typeof message !== "string" || !message.includes(NOTIFY)) return undefined;
  const parsed: unknown = JSON.parse(message);
  const data: unknown =
    typeof parsed === "object" && parsed !== null ? Reflect.get(parsed, "_data") : undefined;
  const action: unknown = Array.isArray(data) ? data[1] : undefined;
  return typeof action === "number" ? EXITS[action] : undefined;
}
