import packageJson from "../package.json";
import { loadEnv } from "./env";

/** What runs: the deployment's build id where it names one, else the package version. */
export function buildId(): string {
  return loadEnv().K2_BUILD ?? `v${packageJson.version}`;
}
