const path = require("node:path");
const CopyPlugin = require("copy-webpack-plugin");
const { EsbuildPlugin } = require("esbuild-loader");
const HtmlPlugin = require("html-webpack-plugin");
const typescript = require("tsx/cjs/api");

const { version } = require("../package.json");

const TARGET = "es2022";
/** @param {string} file */
const here = (file) => path.resolve(__dirname, file);

/** @param {{ filename: string, template: string, chunks: string[] }} parts */
const page = ({ filename, template, chunks }) =>
  new HtmlPlugin({
    meta: { "tradebook-version": version },
    filename,
    template: here(template),
    chunks,
    chunksSortMode: "manual",
    scriptLoading: "defer",
    // The development server finds Microsoft's script tag by its text, so the page stays as it is written.
    minify: false,
  });

/** What Excel reads about the cell functions, from the table that the functions themselves read. */
const functionsMetadata = () => {
  const { functionsMetadata: describe } = typescript.require(
    "./functions/catalogue.ts",
    __filename,
  );
  return JSON.stringify(describe(), null, 2);
};

// The manifest must name a script. In a shared runtime it is never run: the functions live in the pane's page.
const functionsScript = () => "";

const preview = {
  entry: { preview: here("preview/main.ts") },
  page: page({
    filename: "preview.html",
    template: "preview/preview.html",
    chunks: ["preview"],
  }),
};

const rules = [
  {
    test: /\.tsx?$/,
    exclude: /node_modules/,
    loader: "esbuild-loader",
    options: { target: TARGET, jsx: "automatic" },
  },
  { test: here("preview/host/catalogue.mjs"), loader: here("preview/catalogue-loader.cjs") },
  {
    test: /\.css$/,
    type: "asset/resource",
    generator: { filename: "[name].[contenthash:12].css" },
  },
];

/** The add-in's pages in dist/addin: the pane, and the preview, which shares nothing with it. */
module.exports = (_env, { mode = "production" } = {}) => ({
  mode,
  devtool: mode === "production" ? false : "source-map",
  entry: {
    fallback: here("taskpane/fallback.ts"),
    taskpane: here("taskpane/main.tsx"),
    ...preview.entry,
  },
  output: {
    path: here("../dist/addin"),
    filename: "[name].[contenthash:12].js",
    publicPath: "/",
    // The start script asks how old the pages are, so they are written anew even when they came out the same.
    compareBeforeEmit: false,
    clean: true,
  },
  module: { rules },
  resolve: { extensions: [".js", ".json"] },
  plugins: [
    page({
      filename: "taskpane.html",
      template: "taskpane/taskpane.html",
      chunks: ["fallback", "taskpane"],
    }),
    preview.page,
    new CopyPlugin({
      patterns: [
        { from: here("assets/*.png"), to: "assets/[name][ext]" },
        {
          from: here("functions/catalogue.ts"),
          to: "functions.json",
          transform: functionsMetadata,
        },
        { from: here("functions/functions.ts"), to: "functions.js", transform: functionsScript },
      ],
    }),
  ],
  optimization: { minimizer: [new EsbuildPlugin({ target: TARGET, legalComments: "none" })] },
  performance: { hints: false },
  stats: "errors-warnings",
});
