// Draws every ribbon icon as a PNG in the sizes Office asks for: `node addin/assets/draw-icons.mjs [browser]`.
// The drawings are ours, on a grid of 24, in one stroke width and two colours, so that the buttons look like one family.
// Both colours keep 3:1 or more on a white and on a black ribbon, because Office recolours neither.
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";

const INK = "#7f7d7b";
const ACCENT = "#0b8a76";
const ink = (path) => `<path d="${path}" stroke="${INK}"/>`;
const accent = (path) => `<path d="${path}" stroke="${ACCENT}"/>`;
const solid = (path) => `<path d="${path}" fill="${ACCENT}" stroke="none"/>`;

const DRAWINGS = {
  home: ink("M3 11.5 12 4l9 7.5 M5.5 10v10h13V10") + accent("M10 20v-6h4v6"),
  account:
    ink("M4.5 20.5c0-4.2 3.2-6.5 7.5-6.5s7.5 2.3 7.5 6.5z") +
    accent("M12 3.5a4 4 0 1 1 0 8 4 4 0 0 1 0-8z"),
  "get-deductions":
    ink("M3.5 4h17v8 M3.5 4v16H12 M3.5 9h17 M9.5 4v16") +
    accent("M17 13v8 M13.5 17.5 17 21l3.5-3.5"),
  refresh:
    ink("M19.5 12a7.5 7.5 0 0 1-13.4 4.6 M4.5 12a7.5 7.5 0 0 1 13.4-4.6") +
    accent("M18.5 3v4.7h-4.7 M5.5 21v-4.7h4.7"),
  review: ink("M4 5.5h16 M4 12h8 M4 18.5h6") + accent("M13 16.5l3 3 5.5-7"),
  publish: ink("M4 15v5h16v-5") + accent("M12 16V4 M7 9l5-5 5 5"),
  discard: ink("M8.5 19.5h6a5.25 5.25 0 0 0 0-10.5H4.5") + accent("M9 4.5 4.5 9 9 13.5"),
  accept: ink("M20.5 12a8.5 8.5 0 1 1-4.6-7.5") + accent("M8 11.5l4 4L21 5.5"),
  details: ink("M4 3.5h12l4 4v13H4z") + accent("M8 9h5 M8 13h8 M8 17h8"),
  post: ink("M4 4h16v16H4z M4 9h16") + accent("M8 14.5h8 M13 11.5l3 3-3 3"),
  "get-promotions":
    ink("M3.5 4h17v7 M3.5 4v16H11 M3.5 9h17 M9.5 4v16") +
    accent("M12.5 13.5h4l5 5-4 4-5-5z M15 15.9v.2"),
  "add-table":
    ink("M3.5 4h17v8 M3.5 4v16H12 M3.5 9h17 M9.5 4v16") + accent("M17 13.5v8 M13 17.5h8"),
  "refresh-values":
    ink(
      "M19.5 12a7.5 7.5 0 0 1-13.4 4.6 M4.5 12a7.5 7.5 0 0 1 13.4-4.6 M18.5 3v4.7h-4.7 M5.5 21v-4.7h4.7",
    ) + accent("M13.8 8.6c-1.6-.3-2 .6-2.2 2l-.8 4.8c-.2 1-.8 1.3-1.6 1.1 M9.8 12h4"),
  validate: ink("M4 4h16v16H4z") + accent("M7.5 12l3 3.2 6-6.7"),
  "delete-row": ink("M3.5 4h17v16h-17z M3.5 9.5h17") + accent("M9.5 12.5l5 5 M14.5 12.5l-5 5"),
  "undo-publish":
    ink("M4 15v5h16v-5") + accent("M8.5 12.5h6a4.25 4.25 0 0 0 0-8.5H6 M9 8.5l-4 4 4 4"),
  submit: ink("M4 3.5h9l4 4V12 M4 3.5v17h7") + accent("M13 17.5h8 M17.5 14l3.5 3.5-3.5 3.5"),
  approve:
    ink("M12 3l7.5 3v5.5c0 4.5-3 7.7-7.5 9.5-4.5-1.8-7.5-5-7.5-9.5V6z") +
    accent("M8.5 12l2.7 2.7 4.8-5.4"),
  copy: ink("M4 4h11v11H4z") + accent("M9 19v1.5h11.5V9H19 M14.7 12.2v5 M12.2 14.7h5"),
  promotion: ink("M3.5 4.5v8l9 9 8-8-9-9z") + accent("M7.2 8.2h1.6 M10.5 14.5l4-4"),
  calendar: ink("M3.5 5.5h17v15h-17z M3.5 10h17 M8 3v4 M16 3v4") + accent("M6.5 13.5h6 M10.5 17h7"),
  "fund-chart": ink("M4 3.5v17h17") + accent("M7 7.5l4.5 3.5 3.5 1.5 5 5.5"),
  diagnostics:
    ink("M12 3a9 9 0 1 1 0 18 9 9 0 0 1 0-18z") +
    accent("M12 11v6") +
    solid("M12 6.2a1.4 1.4 0 1 1 0 2.8 1.4 1.4 0 0 1 0-2.8z"),
  icon:
    `<path d="M4 2.5h16a1.5 1.5 0 0 1 1.5 1.5v16a1.5 1.5 0 0 1-1.5 1.5H4A1.5 1.5 0 0 1 2.5 20V4A1.5 1.5 0 0 1 4 2.5z" fill="${ACCENT}" stroke="none"/>` +
    '<path d="M6.5 8h11 M12 8v9.5" stroke="#ffffff" stroke-width="2.6"/>',
};

const browser = await chromium.launch({
  executablePath: process.argv[2] ?? "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu"],
});
const page = await browser.newPage();
for (const [name, drawing] of Object.entries(DRAWINGS)) {
  for (const size of name === "icon" ? [16, 32, 64, 80] : [16, 32, 80]) {
    // Small icons need a heavier pen, or they fade on a bright ribbon.
    const pen = size === 16 ? 2 : 1.6;
    await page.setViewportSize({ width: size, height: size });
    await page.setContent(
      `<style>body{margin:0}svg{display:block}</style><svg width="${size}" height="${size}" viewBox="0 0 24 24" fill="none" stroke-width="${pen}" stroke-linecap="round" stroke-linejoin="round">${drawing}</svg>`,
    );
    const file = fileURLToPath(new URL(`${name}-${size}.png`, import.meta.url));
    await page.screenshot({ path: file, omitBackground: true });
  }
}
await browser.close();
