import type { Zone } from "../host/a1.ts";
import type { Sheet } from "../host/model.ts";
import { type Copied, copyZone, pasteInto } from "./clipboard.ts";

export interface ClipboardSource {
  picked(): { readonly sheet: Sheet; readonly zone: Zone };
  write(zone: Zone, values: readonly (readonly string[])[]): Promise<boolean>;
  clear(): Promise<boolean>;
}

/** Copy, cut and paste with the browser's own clipboard events, which need no permission. */
export function watchClipboard(target: HTMLElement, source: ClipboardSource): void {
  let copied: Copied | undefined;
  const copy = (event: ClipboardEvent) => {
    const { sheet, zone } = source.picked();
    copied = copyZone(sheet, zone);
    event.clipboardData?.setData("text/plain", copied.text);
    event.preventDefault();
  };
  target.addEventListener("copy", copy);
  target.addEventListener("cut", (event) => {
    copy(event);
    void source.clear();
  });
  target.addEventListener("paste", (event) => {
    const text = event.clipboardData?.getData("text/plain") ?? "";
    event.preventDefault();
    if (text === "") return;
    const { zone, values } = pasteInto(source.picked(), text, copied);
    void source.write(zone, values);
  });
}
