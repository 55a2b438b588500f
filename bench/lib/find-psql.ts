import { existsSync, readdirSync } from "node:fs";
import path from "node:path";

const DEBIAN = "/usr/lib/postgresql";

/** psql on the PATH, else the newest of Debian's; undefined where there is none. */
export function findPsql(searchPath: string): string | undefined {
  const onPath = searchPath
    .split(path.delimiter)
    .filter((folder) => folder !== "")
    .map((folder) => path.join(folder, "psql"));
  return [...onPath, ...debianFiles()].find((file) => existsSync(file));
}

function debianFiles(): string[] {
  if (!existsSync(DEBIAN)) return [];
  return readdirSync(DEBIAN)
    .sort((a, b) => Number(b) - Number(a))
    .map((version) => path.join(DEBIAN, version, "bin", "psql"));
}
