import { existsSync } from "node:fs";
import { aptInstall, canInstall } from "./apt.mjs";
import { which } from "./exec.mjs";
import { SetupProblem } from "./problem.mjs";

const NAMES = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
const APPS = [
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
];

/**
 * The browser for the tests: K2_CHROMIUM, else an installed Chromium or Chrome; undefined where there is none.
 * @returns {string | undefined}
 * @throws {SetupProblem} where K2_CHROMIUM names a file that is not there
 */
export function findBrowser() {
  const given = process.env.K2_CHROMIUM;
  if (given) {
    if (existsSync(given)) return given;
    throw new SetupProblem(
      `K2_CHROMIUM=${given}: there is no such file. Let it name a Chromium, or unset it.`,
    );
  }
  for (const name of NAMES) {
    const usual = `/usr/bin/${name}`;
    const found = existsSync(usual) ? usual : which(name);
    if (found !== undefined) return found;
  }
  return APPS.find((app) => existsSync(app));
}

/**
 * As `findBrowser`, installing one where this process may.
 * @returns {Promise<string>}
 */
export async function ensureBrowser() {
  const found = findBrowser();
  if (found !== undefined) return found;
  if (canInstall()) {
    await aptInstall(["chromium"]);
    const installed = findBrowser();
    if (installed !== undefined) return installed;
  }
  const remedy =
    process.platform === "darwin" ? "brew install --cask chromium" : "sudo apt-get install -y chromium";
  throw new SetupProblem(
    `the browser tests need Chromium or Chrome, and none was found. Install it: ${remedy}`,
  );
}
