// Modules come from the function's bundle, its layers and NODE_PATH, never from a node_modules of a folder above.
{
  const { registerHooks } = require("node:module");
  const { fileURLToPath } = require("node:url");
  const { realpathSync } = require("node:fs");
  const { dirname, sep } = require("node:path");
  const roots = [dirname(process.env.LAMBDA_TASK_ROOT), ...(process.env.NODE_PATH || "").split(":")]
    .filter(Boolean)
    .map((root) => realpathSync(root) + sep);
  registerHooks({
    resolve(specifier, context, next) {
      const found = next(specifier, context);
      if (found.url.startsWith("file:")) {
        const file = fileURLToPath(found.url);
        if (file.includes(`${sep}node_modules${sep}`) && !roots.some((root) => file.startsWith(root))) {
          const missing = new Error(`Cannot find module '${specifier}'`);
          missing.code = context.conditions.includes("require") ? "MODULE_NOT_FOUND" : "ERR_MODULE_NOT_FOUND";
          throw missing;
        }
      }
      return found;
    },
  });
}
