/** The ribbon as manifest.xml describes it, ready to be drawn. */
export interface RibbonTab {
  readonly id: string;
  readonly label: string;
  readonly groups: readonly RibbonGroup[];
}

export interface RibbonGroup {
  readonly id: string;
  readonly label: string;
  readonly icons: RibbonFace["icons"];
  readonly controls: readonly RibbonControl[];
}

export type RibbonControl =
  | (RibbonFace & { readonly kind: "button"; readonly act: RibbonAct })
  | (RibbonFace & { readonly kind: "menu"; readonly items: readonly RibbonControl[] });

export interface RibbonFace {
  readonly id: string;
  readonly label: string;
  /** The heading and the sentence that explain the control. */
  readonly tip: { readonly title: string; readonly text: string };
  /** Addresses of the picture in 16, 32 and 80 px, "" when there is none. */
  readonly icons: { readonly small: string; readonly large: string; readonly huge: string };
}

/** What a click does: show the task pane, or run a function of the add-in. */
export type RibbonAct =
  | { readonly kind: "showPane" }
  | { readonly kind: "run"; readonly functionName: string };

export interface AddinManifest {
  readonly name: string;
  readonly tabs: readonly RibbonTab[];
  /** The word before the names of its functions, and where they are described; null when it has none. */
  readonly functions: { readonly namespace: string; readonly metadata: string } | null;
}

/** Reads the parts of an add-in manifest that the preview shows. Throws when the text is not XML. */
export function readManifest(xml: string): AddinManifest {
  const root = new DOMParser().parseFromString(xml, "text/xml");
  if (root.querySelector("parsererror")) throw new Error("manifest.xml is not well-formed XML");
  const resource = resourcesOf(root);
  return {
    name: named(root, "DisplayName")[0]?.getAttribute("DefaultValue") ?? "Add-in",
    tabs: [...named(root, "CustomTab"), ...named(root, "OfficeTab")].map((tab) =>
      tabOf(tab, resource),
    ),
    functions: functionsOf(root, resource),
  };
}

function functionsOf(root: Document, resource: Resource): AddinManifest["functions"] {
  const point = named(root, "ExtensionPoint").find(
    (each) => each.getAttributeNS(XSI, "type") === "CustomFunctions",
  );
  const address = point && children(point, "Metadata")[0]?.firstElementChild;
  const namespace = point && children(point, "Namespace")[0];
  return address && namespace
    ? {
        namespace: resource(namespace.getAttribute("resid")),
        metadata: resource(address.getAttribute("resid")),
      }
    : null;
}

type Resource = (id: string | null | undefined) => string;

/** Labels, pictures and addresses stand in one list and are referred to by id. */
function resourcesOf(root: Document): Resource {
  const texts = new Map<string, string>();
  for (const tag of ["Image", "Url", "String"]) {
    for (const element of named(root, tag)) {
      const value = element.getAttribute("DefaultValue");
      if (value !== null) texts.set(element.getAttribute("id") ?? "", value);
    }
  }
  return (id) => texts.get(id ?? "") ?? "";
}

function tabOf(tab: Element, resource: Resource): RibbonTab {
  const id = tab.getAttribute("id") ?? "";
  return {
    id,
    label: labelOf(tab, resource) || id.replace(/^Tab/, ""),
    groups: children(tab, "Group").map((group) => ({
      id: group.getAttribute("id") ?? "",
      label: labelOf(group, resource),
      icons: iconsOf(group, resource),
      controls: children(group, "Control").map((control) => controlOf(control, resource)),
    })),
  };
}

function controlOf(control: Element, resource: Resource): RibbonControl {
  const face = faceOf(control, resource);
  const items = children(control, "Items").flatMap((list) => children(list, "Item"));
  if (control.getAttributeNS(XSI, "type") === "Menu") {
    return { ...face, kind: "menu", items: items.map((item) => controlOf(item, resource)) };
  }
  return { ...face, kind: "button", act: actOf(children(control, "Action")[0]) };
}

const XSI = "http://www.w3.org/2001/XMLSchema-instance";

function faceOf(control: Element, resource: Resource): RibbonFace {
  const tip = children(control, "Supertip")[0];
  const text = (tag: string) => resource(tip && children(tip, tag)[0]?.getAttribute("resid"));
  return {
    id: control.getAttribute("id") ?? "",
    label: labelOf(control, resource),
    tip: { title: text("Title"), text: text("Description") },
    icons: iconsOf(control, resource),
  };
}

function actOf(action: Element | undefined): RibbonAct {
  const functionName = action && children(action, "FunctionName")[0]?.textContent?.trim();
  return functionName ? { kind: "run", functionName } : { kind: "showPane" };
}

const labelOf = (element: Element, resource: Resource): string =>
  resource(children(element, "Label")[0]?.getAttribute("resid"));

function iconsOf(element: Element, resource: Resource): RibbonFace["icons"] {
  const images = children(element, "Icon").flatMap((icon) => children(icon, "Image"));
  const of = (size: string) => {
    const image = images.find((each) => each.getAttribute("size") === size) ?? images[0];
    return resource(image?.getAttribute("resid"));
  };
  return { small: of("16"), large: of("32"), huge: of("80") };
}

/** Elements by name whatever their prefix: manifests mix several namespaces. */
const named = (root: Document, tag: string): Element[] => [
  ...root.getElementsByTagNameNS("*", tag),
];

const children = (element: Element, tag: string): Element[] =>
  [...element.children].filter((child) => child.localName === tag);
