// @vitest-environment jsdom
import { readFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { readManifest } from "../../../../addin/preview/ribbon-manifest.ts";

const root = path.join(path.dirname(fileURLToPath(import.meta.url)), "../../../..");

const manifest = (ribbon: string, resources: string) => `<?xml version="1.0" encoding="UTF-8"?>
<OfficeApp xmlns="http://schemas.microsoft.com/office/appforoffice/1.1"
  xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
  xmlns:bt="http://schemas.microsoft.com/office/officeappbasictypes/1.0">
  <DisplayName DefaultValue="Tradebook"/>
  <VersionOverrides xmlns="http://schemas.microsoft.com/office/taskpaneappversionoverrides">
    ${ribbon}
    <Resources>${resources}</Resources>
  </VersionOverrides>
</OfficeApp>`;

const control = (id: string, action: string) => `
  <Control xsi:type="Button" id="${id}">
    <Label resid="${id}.Label"/>
    <Supertip><Title resid="${id}.Label"/><Description resid="${id}.Tip"/></Supertip>
    <Icon><bt:Image size="16" resid="Icon.16"/><bt:Image size="32" resid="Icon.32"/></Icon>
    ${action}
  </Control>`;

const RIBBON = `<CustomTab id="TPM.Tab"><Group id="TPM.Data"><Label resid="Data.Label"/>
  ${control("Home", '<Action xsi:type="ShowTaskpane"><TaskpaneId>Pane</TaskpaneId></Action>')}
  ${control("Post", '<Action xsi:type="ExecuteFunction"><FunctionName>post</FunctionName></Action>')}
  </Group><Label resid="Tab.Label"/></CustomTab>`;

const RESOURCES = `
  <bt:Images>
    <bt:Image id="Icon.16" DefaultValue="https://localhost:3000/assets/i-16.png"/>
    <bt:Image id="Icon.32" DefaultValue="https://localhost:3000/assets/i-32.png"/>
  </bt:Images>
  <bt:ShortStrings>
    <bt:String id="Tab.Label" DefaultValue="TPM"/>
    <bt:String id="Data.Label" DefaultValue="Data"/>
    <bt:String id="Home.Label" DefaultValue="Home"/>
    <bt:String id="Post.Label" DefaultValue="Post…"/>
  </bt:ShortStrings>
  <bt:LongStrings><bt:String id="Post.Tip" DefaultValue="Posts what is settled."/></bt:LongStrings>`;

test("tab, group and control carry the labels the resources hold", () => {
  const { name, tabs } = readManifest(manifest(RIBBON, RESOURCES));

  expect(name).toBe("Tradebook");
  expect(tabs.map((tab) => tab.label)).toEqual(["TPM"]);
  expect(tabs[0]?.groups.map((group) => group.label)).toEqual(["Data"]);
  expect(tabs[0]?.groups[0]?.controls.map((each) => each.label)).toEqual(["Home", "Post…"]);
});

test("a button shows the pane or runs its function", () => {
  const { tabs } = readManifest(manifest(RIBBON, RESOURCES));

  expect(tabs[0]?.groups[0]?.controls).toMatchObject([
    { kind: "button", act: { kind: "showPane" } },
    { kind: "button", act: { kind: "run", functionName: "post" } },
  ]);
});

test("a button carries its explanation and its pictures", () => {
  const { tabs } = readManifest(manifest(RIBBON, RESOURCES));

  expect(tabs[0]?.groups[0]?.controls[1]).toMatchObject({
    tip: { title: "Post…", text: "Posts what is settled." },
    icons: {
      small: "https://localhost:3000/assets/i-16.png",
      large: "https://localhost:3000/assets/i-32.png",
    },
  });
});

test("a menu holds its items", () => {
  const menu = `<CustomTab id="T"><Group id="G"><Label resid="Data.Label"/>
    <Control xsi:type="Menu" id="Get"><Label resid="Data.Label"/><Items>
      <Item id="All"><Label resid="Home.Label"/>
        <Action xsi:type="ExecuteFunction"><FunctionName>getAll</FunctionName></Action></Item>
    </Items></Control></Group><Label resid="Tab.Label"/></CustomTab>`;

  const { tabs } = readManifest(manifest(menu, RESOURCES));

  expect(tabs[0]?.groups[0]?.controls[0]).toMatchObject({
    kind: "menu",
    items: [{ id: "All", label: "Home", act: { kind: "run", functionName: "getAll" } }],
  });
});

test("text that is not XML is told as such", () => {
  expect(() => readManifest("<OfficeApp>")).toThrow("not well-formed");
});

test("our own manifest has a label, a picture and an explanation for every control", () => {
  const text = readFileSync(path.join(root, "manifest.xml"), "utf8");

  const { tabs } = readManifest(text);
  const controls = tabs.flatMap((tab) => tab.groups.flatMap((group) => group.controls));
  const isBare = controls.filter(
    ({ label, tip, icons }) => label === "" || tip.text === "" || icons.large === "",
  );

  expect(controls.length).toBeGreaterThan(5);
  expect(isBare).toEqual([]);
});
