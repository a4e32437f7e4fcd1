const { existsSync } = require("node:fs");
const path = require("node:path");
const CopyPlugin = require("copy-webpack-plugin");
const { EsbuildPlugin } = require("esbuild-loader");
const HtmlPlugin = require("html-webpack-plugin");

const TARGET = "es2022";
/** @param {string} file */
const here = (file) => path.resolve(__dirname, file);
const previewEntry = here("preview/main.ts");

/** @param {{ filename: string, template: string, chunks: string[] }} parts */
const page = ({ filename, template, chunks }) =>
  new HtmlPlugin({
    filename,
    template: here(template),
    chunks,
    chunksSortMode: "manual",
    scriptLoading: "defer",
    // The development server finds Microsoft's script tag by its text, so the page stays as it is written.
    minify: false,
  });

/** The add-in's pages in dist/addin. The preview is built when its sources are there, and shares nothing with the pane. */
module.exports = (_env, { mode = "production" } = {}) => ({
  mode,
  devtool: mode === "production" ? false : "source-map",
  entry: {
    fallback: here("taskpane/fallback.ts"),
    taskpane: here("taskpane/main.tsx"),
    ...(existsSync(previewEntry) ? { preview: previewEntry } : {}),
  },
  output: {
    path: path.resolve(__dirname, "../dist/addin"),
    filename: "[name].[contenthash:12].js",
    publicPath: "/",
    clean: true,
  },
  module: {
    rules: [
      {
        test: /\.tsx?$/,
        exclude: /node_modules/,
        loader: "esbuild-loader",
        options: { target: TARGET, jsx: "automatic" },
      },
      {
        test: /\.css$/,
        type: "asset/resource",
        generator: { filename: "[name].[contenthash:12].css" },
      },
    ],
  },
  resolve: { extensions: [".js", ".json"] },
  plugins: [
    page({
      filename: "taskpane.html",
      template: "taskpane/taskpane.html",
      chunks: ["fallback", "taskpane"],
    }),
    ...(existsSync(previewEntry)
      ? [
          page({
            filename: "preview.html",
            template: "preview/preview.html",
            chunks: ["preview"],
          }),
        ]
      : []),
    new CopyPlugin({
      patterns: [{ from: here("assets/*.png"), to: "assets/[name][ext]" }],
    }),
  ],
  optimization: { minimizer: [new EsbuildPlugin({ target: TARGET, legalComments: "none" })] },
  performance: { hints: false },
  stats: "errors-warnings",
});
