import { pino } from "pino";

/** One line of JSON per event. Bodies and tokens are never logged: say what happened by ids. */
export interface Log {
  debug(facts: object, message: string): void;
  info(facts: object, message: string): void;
  warn(facts: object, message: string): void;
  error(facts: object, message: string): void;
}

export type LogLevel = "debug" | "info" | "warn" | "error" | "silent";

/** A log on stdout. A fault's stack is written, never its request. */
export function openLog(level: LogLevel): Log {
  return pino({
    level,
    base: null,
    messageKey: "message",
    formatters: { level: (label) => ({ level: label }) },
    timestamp: pino.stdTimeFunctions.isoTime,
    serializers: { error: inShort },
    redact: {
      paths: ["authorization", "*.authorization", "token", "*.token", "accessToken"],
      censor: "(not logged)",
    },
  });
}

/** An error's own words and where it happened. Drivers hang whole connections on theirs; those stay out. */
function inShort(error: unknown): object {
  if (!(error instanceof Error)) return { message: String(error) };
  const { name, message, stack, cause } = error;
  return {
    name,
    message,
    ...("code" in error && { code: error.code }),
    stack,
    ...(cause !== undefined && { cause: inShort(cause) }),
  };
}
