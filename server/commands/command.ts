import type { Config } from "../config.ts";

/** What a command is given. */
export interface CommandInput {
  config: Config;
  /** The checkout. */
  root: string;
  /** What stands behind the command. */
  args: readonly string[];
  say: (line: string) => void;
}

/** A command of npm: reset, trust, excel, data-dictionary. */
export type Command = (input: CommandInput) => Promise<void>;

/** A command that cannot do what it was asked, in a sentence. */
export class CommandRefused extends Error {
  override readonly name = "CommandRefused";
}
