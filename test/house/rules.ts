/** A source file as the house rules see it. */
export interface Source {
  path: string;
  text: string;
}

/** A house rule reads the whole tree and answers one sentence for each violation. */
export type HouseRule = (tree: readonly Source[]) => string[];

const code = /\.(ts|tsx|mjs|cjs)$/;
const isTest = (path: string) => path.startsWith("test/");
const lineOf = (text: string, index: number) => text.slice(0, index).split("\n").length;

const banned =
  (
    pattern: RegExp,
    { where, instead }: { where: (path: string) => boolean; instead: string },
  ): HouseRule =>
  (tree) =>
    tree
      .filter(({ path }) => where(path) && !path.startsWith("test/house/"))
      .flatMap(({ path, text }) =>
        [...text.matchAll(new RegExp(pattern, `g${pattern.flags}`))].map(
          (hit) => `${path}:${lineOf(text, hit.index)}: ${hit[0].trim()}: ${instead}`,
        ),
      );

const TOP_LEVEL = new Set([
  "addin",
  "server",
  "shared",
  "sql",
  "test",
  ".ci",
  "manifest.xml",
  "package.json",
  "package-lock.json",
  "tsconfig.json",
  "README.md",
  "CONTRIBUTING.md",
  "CHANGELOG.md",
  "LICENSE",
]);

const fixedTopLevel: HouseRule = (tree) => [
  ...new Set(
    tree
      .map(({ path }) => path.split("/")[0] ?? "")
      .filter((name) => !TOP_LEVEL.has(name) && !name.startsWith("."))
      .map((name) => `${name}: the top level is fixed; see CONTRIBUTING.md`),
  ),
];

const fileNames: HouseRule = (tree) =>
  tree
    .filter(({ path }) => code.test(path))
    .filter(({ path }) => {
      const name = path.split("/").at(-1) ?? "";
      const component = /^[A-Z][A-Za-z]+(\.test)?\.tsx$/;
      return (
        name.startsWith("index.") ||
        !(/^\.?[a-z0-9][a-z0-9.-]*$/.test(name) || component.test(name))
      );
    })
    .map(
      ({ path }) =>
        `${path}: files are kebab-case after their main export, components PascalCase, none is an index`,
    );

const SYNONYMS = /(^|\/)(utils?|helpers?|common|misc|manager|service|dto|constants)s?(\/|\.|$)/;
const noDrawers: HouseRule = (tree) =>
  tree
    .filter(({ path }) => SYNONYMS.test(path))
    .map(
      ({ path }) => `${path}: name it after what it does; there are no utils, helpers, services`,
    );

/** `export const name = (tx: Tx, …) => tx<Row[]>\`…\`` and types: nothing else lives in a queries file. */
const oneStatementQueries: HouseRule = (tree) =>
  tree
    .filter(({ path }) => /^server\/.*queries\.ts$/.test(path))
    .flatMap(({ path, text }) => {
      const declared = text.split(/^(?=(?:export )?const )/m);
      const functions = declared
        .filter((each) => each.startsWith("export const "))
        .map((each) => each.replace("export const ", ""));
      const several = functions.filter(
        (body) => (body.match(/\b(tx|pool)(<[^`]*>)?`/g) ?? []).length !== 1,
      );
      const others = /^(export )?(async )?(function|class|let)\b/m.test(text);
      return [
        ...several.map(
          (body) => `${path}: ${body.split(" ")[0]}: one statement per exported function`,
        ),
        ...(others ? [`${path}: only query functions and their row types`] : []),
      ];
    });

const consecutiveMigrations: HouseRule = (tree) =>
  tree
    .map(({ path }) => /^sql\/migrations\/(\d{4})_[a-z0-9_]+\.sql$/.exec(path)?.[1])
    .filter((number) => number !== undefined)
    .toSorted()
    .flatMap((number, index) =>
      Number(number) === index + 1
        ? []
        : [`sql/migrations/${number}: expected ${String(index + 1).padStart(4, "0")}`],
    );

const names = (files: Source[], refusal: string) =>
  files.some(({ text }) => text.includes(`"${refusal}"`));

const everyRefusalTested: HouseRule = (tree) => {
  const catalogue = tree.find(({ path }) => path === "shared/refusal.ts")?.text ?? "";
  const codes = [...catalogue.matchAll(/^ {2}([A-Z_]+): \d{3},$/gm)].map((hit) => hit[1] ?? "");
  const raisedIn = tree.filter(
    ({ path }) => !isTest(path) && path !== "shared/refusal.ts" && code.test(path),
  );
  const tests = tree.filter(({ path }) => isTest(path) && !path.startsWith("test/house/"));
  return codes.flatMap((refusal) => [
    ...(names(raisedIn, refusal) ? [] : [`${refusal}: nothing raises it`]),
    ...(names(tests, refusal) ? [] : [`${refusal}: no test names it`]),
  ]);
};

const uniqueTitles: HouseRule = (tree) =>
  tree
    .filter(({ path }) => /\.test\.tsx?$/.test(path))
    .flatMap(({ path, text }) => {
      const titles = [...text.matchAll(/^\s*(?:test|it)\(\s*["'`](.+?)["'`],/gm)].map(
        (hit) => hit[1] ?? "",
      );
      const twice = titles.filter((title, index) => titles.indexOf(title) !== index);
      return twice.map((title) => `${path}: two tests are called "${title}"`);
    });

/** A comment that cites a page the reader cannot open is worse than none. */
const citedPagesExist: HouseRule = (tree) => {
  const pages = new Set(tree.map(({ path }) => path.split("/").at(-1)));
  return tree
    .filter(({ path }) => anySource(path) && !path.startsWith("test/house/"))
    .flatMap(({ path, text }) =>
      [...text.matchAll(/\b[A-Za-z-]+\.md\b/g)]
        .filter(([page]) => !pages.has(page))
        .map(
          (hit) =>
            `${path}:${lineOf(text, hit.index)}: cites ${hit[0]}, which is not in the project`,
        ),
    );
};

const anySource = (path: string) => code.test(path) || path.endsWith(".sql");

/** The rules no off-the-shelf tool knows, by name. CONTRIBUTING.md explains each. */
export const HOUSE_RULES: Record<string, HouseRule> = {
  "no unsafe SQL": banned(/\.unsafe\(/, {
    where: (path) => code.test(path) && !path.startsWith("server/db/") && !isTest(path),
    instead: "write the statement as a tagged template",
  }),
  "no select star": banned(/select \*/i, {
    where: (path) => anySource(path) && !isTest(path) && path !== "sql/schema.sql",
    instead: "list the columns",
  }),
  "no leftovers": banned(/\b(TODO|FIXME|XXX|HACK)\b/, {
    where: (path) => anySource(path) || path.endsWith(".md"),
    instead: "do it, or open an issue",
  }),
  "no suppressions": banned(
    /(@ts-(ignore|expect-error|nocheck)|oxlint-disable|eslint-disable|biome-ignore)/,
    {
      where: (path) => code.test(path),
      instead: "mend what the check found",
    },
  ),
  "nothing of one machine": banned(/\/(work|root|tmp\/plan)\/|registry\.npmjs/, {
    where: (path) =>
      (anySource(path) || /\.(md|json|html|xml)$/.test(path)) && path !== "package-lock.json",
    instead: "the project knows no machine and no registry",
  }),
  "cited pages exist": citedPagesExist,
  "no lonely tests": banned(/\b(test|it|describe)\.only\b/, {
    where: isTest,
    instead: "run one test from the command line",
  }),
  'no "should" in titles': banned(/\btest\(\s*["'`][^"'`]*\bshould\b/, {
    where: isTest,
    instead: "state the fact",
  }),
  "fixed top level": fixedTopLevel,
  "file names": fileNames,
  "no drawers": noDrawers,
  "one-statement queries": oneStatementQueries,
  "consecutive migrations": consecutiveMigrations,
  "every refusal raised and tested": everyRefusalTested,
  "unique test titles": uniqueTitles,
};
