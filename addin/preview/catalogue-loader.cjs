const { pathToFileURL } = require("node:url");

// The host asks which classes and members Excel has. A build answers once, from the installed packages, and the page
// carries the answer; the module it replaces reads files, which a browser cannot.
module.exports = function catalogueLoader() {
  const done = this.async();
  import(pathToFileURL(this.resourcePath).href)
    .then(({ buildCatalogue }) => buildCatalogue())
    .then((catalogue) => {
      const text = JSON.stringify(JSON.stringify(catalogue));
      done(
        null,
        `const catalogue = JSON.parse(${text});\nexport const buildCatalogue = () => Promise.resolve(catalogue);`,
      );
    }, done);
};
