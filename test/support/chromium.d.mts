/** The path of a browser, or null when there is none. */
export function findChromium(): string | null;
/** As root on Debian a missing browser is installed; anybody else is told what to run. */
export function ensureChromium(): string;
export const CHROMIUM_FLAGS: readonly string[];
