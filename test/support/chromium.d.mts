/** As root on Debian a missing browser is installed; anybody else is told what to run. */
export function ensureChromium(): string;
export const CHROMIUM_FLAGS: readonly string[];
