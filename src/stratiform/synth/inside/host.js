"use strict";
// Loaded into the jsii kernel as a module of its own: the only way in for what jsii gives no call for.
const path = require("path");
const modules = path.join(__dirname, "..");

class Host {
  // Puts the kernel where the request is: its working folder and its variables, in place of the inherited
  // ones. What jsii added for itself (JSII_AGENT ends up in templates) stays.
  static enter(folder, variables, inherited) {
    process.chdir(folder);
    for (const name of JSON.parse(inherited)) delete process.env[name];
    Object.assign(process.env, JSON.parse(variables));
  }

  // The JavaScript files loaded so far, in order, relative to the kernel's own node_modules.
  static loaded() {
    const below = modules + path.sep;
    const files = Object.keys(require.cache).filter((file) => file.startsWith(below));
    return JSON.stringify(files.map((file) => file.slice(below.length)));
  }

  static load(files) {
    for (const file of JSON.parse(files)) {
      try {
        require(path.join(modules, file));
      } catch (error) {
        if (error.code !== "MODULE_NOT_FOUND") throw error;
      }
    }
  }
}
exports.Host = Host;
