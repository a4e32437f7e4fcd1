import type { Theme } from "@fluentui/react-components";
import { useSyncExternalStore } from "react";
import { themeFor } from "./app-theme.ts";

/** The theme that fits Excel, the system and the user's need for contrast; it follows the system live. */
export function useTheme(officeIsDark: boolean | undefined): Theme {
  const systemIsDark = useMedia("(prefers-color-scheme: dark)");
  const hasForcedColors = useMedia("(forced-colors: active)");
  return themeFor({ officeIsDark, systemIsDark, hasForcedColors });
}

function useMedia(query: string): boolean {
  return useSyncExternalStore(
    (changed) => {
      const media = window.matchMedia(query);
      media.addEventListener("change", changed);
      return () => media.removeEventListener("change", changed);
    },
    () => window.matchMedia(query).matches,
  );
}
