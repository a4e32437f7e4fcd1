import {
  type BrandVariants,
  createDarkTheme,
  createLightTheme,
  type Theme,
  teamsHighContrastTheme,
} from "@fluentui/react-components";

const GREEN: BrandVariants = {
  10: "#02110e",
  20: "#062621",
  30: "#063a32",
  40: "#06493e",
  50: "#06584b",
  60: "#066757",
  70: "#076f5f",
  80: "#0a7a68",
  90: "#178c79",
  100: "#2a9c89",
  110: "#41ab99",
  120: "#5ab9a8",
  130: "#76c7b8",
  140: "#95d5c9",
  150: "#b6e3db",
  160: "#d9f1ed",
};

const light = createLightTheme(GREEN);
const dark: Theme = {
  ...createDarkTheme(GREEN),
  colorBrandForeground1: GREEN[120],
  colorBrandForeground2: GREEN[130],
  colorBrandForegroundLink: GREEN[120],
};

/** What is known of the look around us. `officeIsDark` is undefined in Excel on the web, which does not tell. */
export interface Surroundings {
  officeIsDark: boolean | undefined;
  systemIsDark: boolean;
  hasForcedColors: boolean;
}

/** Forced colours win because the user needs them; then Excel's own theme; then the system's. */
export function themeFor({ officeIsDark, systemIsDark, hasForcedColors }: Surroundings): Theme {
  if (hasForcedColors) return teamsHighContrastTheme;
  return (officeIsDark ?? systemIsDark) ? dark : light;
}
