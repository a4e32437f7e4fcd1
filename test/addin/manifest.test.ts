import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { ribbonCommands } from "../../addin/commands/commands.ts";
import { Pane } from "../../addin/taskpane/pane.ts";
import { faultsOf, functionNames } from "./manifest-check.ts";
import { someActs } from "./taskpane/some-acts.ts";

const ROOT = path.resolve(import.meta.dirname, "../..");
const manifest = readFileSync(path.join(ROOT, "manifest.xml"), "utf8");

/** What the server answers of the add-in's own addresses. */
const isServed = (pathname: string) =>
  pathname === "/taskpane.html" ||
  pathname === "/functions.json" ||
  pathname === "/functions.js" ||
  pathname === "/docs" ||
  (pathname.startsWith("/assets/") && existsSync(path.join(ROOT, "addin", pathname)));

test("the manifest holds nothing that Office would refuse", () => {
  expect(faultsOf(manifest, isServed)).toEqual([]);
});

test("every ribbon button runs a command that the runtime associates, and no command is left over", () => {
  const { acts } = someActs();
  const commands = ribbonCommands({
    pane: new Pane(),
    acts,
    showPane: () => Promise.resolve(),
  });

  expect(functionNames(manifest).toSorted()).toEqual(Object.keys(commands).toSorted());
});

test("the add-in asks for ExcelApi 1.14 and a shared runtime, and for nothing newer", () => {
  const sets = [...manifest.matchAll(/<Set Name="(\w+)" MinVersion="([\d.]+)"/g)];

  expect(sets.map(([, name, level]) => `${name} ${level}`)).toEqual([
    "SharedRuntime 1.1",
    "ExcelApi 1.14",
  ]);
});

test.each([
  {
    fault: "the runtime's lifetime is not long",
    from: 'lifetime="long"',
    to: 'lifetime="short"',
  },
  {
    fault: "Nope is not defined",
    from: '<Label resid="Post.Label"/>',
    to: '<Label resid="Nope"/>',
  },
  {
    fault: "Unused is not used",
    from: '<bt:String id="Post.Tip"',
    to: '<bt:String id="Unused"',
  },
  {
    fault: "Icon.post.16 is not on our own https origin",
    from: 'id="Icon.post.16" DefaultValue="https://localhost:3000',
    to: 'id="Icon.post.16" DefaultValue="https://example.com',
  },
  {
    fault: "Icon.post.16 points at /assets/gone-16.png, which nobody serves",
    from: "/assets/post-16.png",
    to: "/assets/gone-16.png",
  },
  {
    fault: "an icon lacks size 80",
    from: '<bt:Image size="80" resid="Icon.post.80"/>',
    to: "",
  },
  {
    fault: "DefaultLocale is out of order in OfficeApp",
    from: "<DefaultLocale>en-US</DefaultLocale>",
    to: "<Permissions>ReadWriteDocument</Permissions><DefaultLocale>en-US</DefaultLocale>",
  },
  {
    fault: "the cell functions are not described in full",
    from: '<Namespace resid="Functions.Namespace"/>',
    to: "",
  },
  {
    fault: "a command runs outside the shared runtime's page",
    from: '<Page>\n              <SourceLocation resid="Taskpane.Url"/>',
    to: '<Page>\n              <SourceLocation resid="Functions.Script.Url"/>',
  },
  {
    fault: "the functions have no namespace",
    from: 'id="Functions.Namespace" DefaultValue="TPM"',
    to: 'id="Functions.Namespace" DefaultValue="T.P M"',
  },
  { fault: "Id is not a GUID", from: "<Id>cbdaefed-", to: "<Id>zzz-" },
])("the check finds a planted fault: $fault", ({ fault, from, to }) => {
  const broken = manifest.replace(from, to);

  expect(broken).not.toBe(manifest);
  expect(faultsOf(broken, isServed)).toContain(fault);
});
