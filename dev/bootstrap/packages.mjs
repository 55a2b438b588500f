import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { run, which } from "./exec.mjs";
import { hydrateAll } from "./hydrate.mjs";
import { acquireLock } from "./lock.mjs";
import { SetupProblem, say } from "./problem.mjs";

/**
 * Makes node_modules what package-lock.json says, by `npm ci` where it is not; touches no network and takes no lock where
 * it is. Safe to run in several processes at once.
 * @param {string} root the checkout
 * @returns {Promise<void>}
 */
export async function ensurePackages(root) {
  if (isStamped(root)) return;
  const release = await acquireLock(path.join(root, ".k2", "bootstrap.lock"), {
    onWait: (pid) => say(`bootstrap: waiting for process ${pid}, which installs the packages`),
  });
  try {
    if (isStamped(root)) return;
    const modules = path.join(root, "node_modules");
    if (!isInstalled(root)) await install(root);
    await hydrateAll(modules);
    await writeFile(stampFile(root), stamp(root));
  } finally {
    await release();
  }
}

/** @param {string} root */
async function install(root) {
  const npm = which("npm");
  if (npm === undefined) throw new SetupProblem("npm was not found: it comes with Node (https://nodejs.org)");
  say("bootstrap: installing the packages of package-lock.json (npm ci)");
  await rm(stampFile(root), { force: true });
  try {
    await run(npm, ["ci", "--no-audit", "--no-fund", "--loglevel=error"], { cwd: root, env: npmEnv() });
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new SetupProblem(`the packages could not be installed (${reason}). With a network: npm ci`);
  }
}

/** `npm run x --loglevel …` hands its own settings down, which are not meant for this install. */
function npmEnv() {
  const own = Object.entries(process.env).filter(([name]) => !/^npm_(command|lifecycle|package)/i.test(name));
  return Object.fromEntries(own);
}

/** @param {string} root */
function stampFile(root) {
  return path.join(root, "node_modules", ".k2-stamp");
}

/** @param {string} root */
function stamp(root) {
  const hash = createHash("sha256").update(readFileSync(path.join(root, "package-lock.json")));
  // Native modules differ by platform and by Node's ABI.
  return `${hash.digest("hex")} ${process.platform}-${process.arch} ${process.versions.modules}\n`;
}

/** @param {string} root */
function isStamped(root) {
  const file = stampFile(root);
  return existsSync(file) && readFileSync(file, "utf8") === stamp(root);
}

/**
 * Whether somebody ran npm by hand, with the same result: npm leaves a list of what it installed.
 * @param {string} root
 */
function isInstalled(root) {
  const installed = readPackages(path.join(root, "node_modules", ".package-lock.json"));
  const wanted = readPackages(path.join(root, "package-lock.json"));
  if (installed === undefined || wanted === undefined) return false;
  for (const [where, { version, optional }] of Object.entries(wanted)) {
    if (where === "") continue;
    const found = installed[where];
    // Optional ones are left out where they are for another platform.
    if (found === undefined ? !optional : found.version !== version) return false;
  }
  return Object.keys(installed).every((where) => where in wanted);
}

/**
 * @param {string} file
 * @returns {Record<string, { version?: string, optional?: boolean }> | undefined}
 */
function readPackages(file) {
  try {
    return JSON.parse(readFileSync(file, "utf8")).packages;
  } catch {
    return undefined;
  }
}
