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
    serializers: { error: pino.stdSerializers.err },
    redact: {
      paths: ["authorization", "*.authorization", "token", "*.token", "accessToken"],
      censor: "(not logged)",
    },
  });
}
