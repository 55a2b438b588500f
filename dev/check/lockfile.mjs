// A recorded address would tie every clone to one registry.
import { readFileSync } from "node:fs";

const lock = JSON.parse(readFileSync("package-lock.json", "utf8"));
const addressed = Object.entries(lock.packages ?? {})
  .filter(([, one]) => /** @type {{resolved?: string}} */ (one).resolved !== undefined)
  .map(([name]) => name);
if (addressed.length > 0) {
  process.stderr.write(
    `package-lock.json records addresses for ${addressed.length} packages (${addressed.slice(0, 3).join(", ")} …): run npm install with this folder's .npmrc, which leaves them out\n`,
  );
  process.exit(1);
}
