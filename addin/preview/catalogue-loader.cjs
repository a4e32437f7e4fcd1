const { pathToFileURL } = require("node:url");

// The host asks which classes and members Excel has. A build answers once, from the installed packages, and the page
// carries the answer; the module it replaces reads files, which a browser cannot.
module.exports = async function catalogueLoader() {
  const { buildCatalogue } = await import(pathToFileURL(this.resourcePath).href);
  const text = JSON.stringify(JSON.stringify(await buildCatalogue()));
  return `const catalogue = JSON.parse(${text});\nexport const buildCatalogue = () => Promise.resolve(catalogue);`;
};
