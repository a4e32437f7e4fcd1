import { XMLParser } from "fast-xml-parser";

/** An XML element with its children in their order, which Office insists on. */
interface Element {
  name: string;
  attributes: Record<string, string>;
  children: Element[];
  text: string;
}

/** What Office's own validator would refuse, found without the network: one sentence per fault. */
export function faultsOf(manifest: string, files: (pathname: string) => boolean): string[] {
  const root = readManifest(manifest);
  return [
    ...outOfOrder(root),
    ...wrongHeader(root),
    ...wrongResources(root, files),
    ...wrongRuntime(root),
    ...wrongControls(root),
    ...wrongFunctions(root),
  ];
}

/** Every FunctionName of the ribbon. */
export const functionNames = (manifest: string): string[] =>
  all(readManifest(manifest), "FunctionName").map(({ text }) => text);

function readManifest(manifest: string): Element {
  const parser = new XMLParser({
    preserveOrder: true,
    ignoreAttributes: false,
    attributeNamePrefix: "",
    ignoreDeclaration: true,
    parseTagValue: false,
  });
  const nodes: unknown = parser.parse(manifest);
  const [root] = elementsOf(nodes);
  if (root === undefined) throw new Error("the manifest is empty");
  return root;
}

type Node = Record<string, unknown>;

function elementsOf(nodes: unknown): Element[] {
  if (!Array.isArray(nodes)) return [];
  return nodes.flatMap((node: Node) => {
    const name = Object.keys(node).find((key) => key !== ":@" && key !== "#text");
    if (name === undefined) return [];
    const inside = node[name];
    return {
      name,
      attributes: (node[":@"] ?? {}) as Record<string, string>,
      children: elementsOf(inside),
      text: Array.isArray(inside) ? inside.map(textOf).join("") : "",
    };
  });
}

const textOf = (node: Node): string => (typeof node["#text"] === "string" ? node["#text"] : "");

const all = (element: Element, name: string): Element[] =>
  element.children.flatMap((child) => [
    ...(child.name === name ? [child] : []),
    ...all(child, name),
  ]);

const value = (element: Element | undefined) => element?.attributes["DefaultValue"] ?? "";

const ORDERS: Record<string, string[]> = {
  OfficeApp: [
    "Id",
    "AlternateId",
    "Version",
    "ProviderName",
    "DefaultLocale",
    "DisplayName",
    "Description",
    "IconUrl",
    "HighResolutionIconUrl",
    "SupportUrl",
    "AppDomains",
    "Hosts",
    "Requirements",
    "DefaultSettings",
    "Permissions",
    "VersionOverrides",
    "ExtendedOverrides",
  ],
  Host: ["Runtimes", "AllFormFactors", "DesktopFormFactor"],
  DesktopFormFactor: ["GetStarted", "FunctionFile", "ExtensionPoint"],
  CustomTab: ["OverriddenByRibbonApi", "Group", "Label", "InsertAfter", "InsertBefore"],
  Group: ["OverriddenByRibbonApi", "Label", "Icon", "Control"],
  Control: ["Label", "Supertip", "Icon", "Action", "Enabled"],
  Resources: ["bt:Images", "bt:Urls", "bt:ShortStrings", "bt:LongStrings"],
};

function outOfOrder(root: Element): string[] {
  return Object.entries(ORDERS).flatMap(([name, order]) =>
    [...(root.name === name ? [root] : []), ...all(root, name)].flatMap(({ children }) => {
      const places = children.map((child) => order.indexOf(child.name));
      return places.flatMap((place, index) => {
        const child = children[index]?.name ?? "";
        if (place < 0) return [`${child} is unknown in ${name}`];
        return place < (places[index - 1] ?? 0) ? [`${child} is out of order in ${name}`] : [];
      });
    }),
  );
}

const GUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

function wrongHeader(root: Element): string[] {
  const one = (name: string) => all(root, name)[0];
  return [
    GUID.test(one("Id")?.text ?? "") ? "" : "Id is not a GUID",
    /^\d{1,5}(\.\d{1,5}){3}$/.test(one("Version")?.text ?? "") ? "" : "Version is not a.b.c.d",
    value(one("DisplayName")).length > 125 ? "DisplayName is longer than 125 characters" : "",
    value(one("Description")).length > 250 ? "Description is longer than 250 characters" : "",
  ].filter((fault) => fault !== "");
}

const LONGEST: Record<string, number> = { "bt:ShortStrings": 125, "bt:LongStrings": 250 };

function wrongResources(root: Element, files: (pathname: string) => boolean): string[] {
  const [resources] = all(root, "Resources");
  const defined = (resources?.children ?? []).flatMap((list) =>
    list.children.map((entry) => ({
      list: list.name,
      id: entry.attributes["id"] ?? "",
      text: value(entry),
    })),
  );
  const used = new Set(attributes(root, "resid"));
  const ids = defined.map(({ id }) => id);
  const urls = [
    ...defined.filter(({ list }) => list === "bt:Images" || list === "bt:Urls"),
    ...["IconUrl", "HighResolutionIconUrl", "SupportUrl"].map((id) => ({
      id,
      text: value(all(root, id)[0]),
    })),
  ];
  return [
    ...ids.filter((id, index) => ids.indexOf(id) !== index).map((id) => `${id} is defined twice`),
    ...ids.filter((id) => id.length > 32).map((id) => `${id} is longer than 32 characters`),
    ...ids.filter((id) => !used.has(id)).map((id) => `${id} is not used`),
    ...[...used].filter((id) => !ids.includes(id)).map((id) => `${id} is not defined`),
    ...defined
      .filter(({ list, text }) => text.length > (LONGEST[list] ?? 2048) || text === "")
      .map(({ id }) => `${id} is empty or too long`),
    ...urls.flatMap(({ id, text }) => wrongUrl({ id, text, files })),
  ];
}

const attributes = (element: Element, name: string): string[] => [
  ...(element.attributes[name] === undefined ? [] : [element.attributes[name]]),
  ...element.children.flatMap((child) => attributes(child, name)),
];

function wrongUrl({
  id,
  text,
  files,
}: {
  id: string;
  text: string;
  files: (pathname: string) => boolean;
}): string[] {
  if (!URL.canParse(text)) return [`${id} is not an address: ${text}`];
  const url = new URL(text);
  if (url.origin !== "https://localhost:3000") return [`${id} is not on our own https origin`];
  return files(url.pathname) ? [] : [`${id} points at ${url.pathname}, which nobody serves`];
}

/** A shared runtime is one page: everything that runs has to name it. */
function wrongRuntime(root: Element): string[] {
  const [runtime] = all(root, "Runtime");
  const page = runtime?.attributes["resid"];
  const pages = [
    ...all(root, "FunctionFile"),
    ...all(root, "Page").flatMap((each) => all(each, "SourceLocation")),
    ...all(root, "Action").flatMap((action) => all(action, "SourceLocation")),
  ].map((element) => element.attributes["resid"]);
  const hosts = all(root, "Hosts").at(-1)?.children ?? [];
  return [
    runtime?.attributes["lifetime"] === "long" ? "" : "the runtime's lifetime is not long",
    pages.every((each) => each === page) ? "" : "a command runs outside the shared runtime's page",
    hosts.every((host) => host.children[0]?.name === "Runtimes")
      ? ""
      : "Runtimes is not the first child of Host",
  ].filter((fault) => fault !== "");
}

function wrongControls(root: Element): string[] {
  const controls = all(root, "Control");
  const ids = controls.map(({ attributes: { id = "" } }) => id);
  return [
    ...ids.filter((id, index) => ids.indexOf(id) !== index).map((id) => `${id} exists twice`),
    ...all(root, "Icon").flatMap((icon) => {
      const sizes = icon.children.map(({ attributes: { size = "" } }) => size);
      return ["16", "32", "80"].filter((size) => !sizes.includes(size)).map(lacksSize);
    }),
    ...controls
      .filter((control) => all(control, "Supertip").length !== 1)
      .map(({ attributes: { id = "" } }) => `${id} has no supertip`),
  ];
}

const CUSTOM_FUNCTIONS = ["Script", "Page", "Metadata", "Namespace"];

/** Excel takes cell functions only with all four parts, in this order, and a namespace of letters and digits. */
function wrongFunctions(root: Element): string[] {
  const [point] = all(root, "ExtensionPoint").filter(
    (each) => each.attributes["xsi:type"] === "CustomFunctions",
  );
  const parts = point?.children.map(({ name }) => name) ?? [];
  const id = point?.children.at(-1)?.attributes["resid"];
  const namespace = all(root, "bt:String").find((each) => each.attributes["id"] === id);
  return [
    parts.join() === CUSTOM_FUNCTIONS.join() ? "" : "the cell functions are not described in full",
    /^[A-Z][A-Z0-9]*$/i.test(value(namespace)) ? "" : "the functions have no namespace",
  ].filter((fault) => fault !== "");
}

const lacksSize = (size: string) => `an icon lacks size ${size}`;
