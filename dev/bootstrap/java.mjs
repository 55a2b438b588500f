import path from "node:path";
import { aptInstall, canInstall } from "./apt.mjs";
import { output, which } from "./exec.mjs";
import { SetupProblem } from "./problem.mjs";

/** Kafka 4's brokers do not start on an older one. */
const MIN_JAVA = 17;

const installJava =
  process.platform === "darwin"
    ? "brew install openjdk@17 maven"
    : "sudo apt-get install -y openjdk-17-jre-headless maven";

/**
 * The `java` to run Kafka with: JAVA_HOME's, else the one on PATH.
 * @returns {string}
 * @throws {SetupProblem} where there is none, or only one that is too old
 */
export function findJava() {
  const home = process.env.JAVA_HOME;
  const found = [];
  for (const java of [home ? path.join(home, "bin", "java") : undefined, which("java")]) {
    const version = java === undefined ? undefined : javaVersion(java);
    if (java === undefined || version === undefined) continue;
    if (version >= MIN_JAVA) return java;
    found.push(`${java} is Java ${version}`);
  }
  const reason = found.length > 0 ? `only an older one is here (${found.join(", ")})` : "none was found";
  throw new SetupProblem(`Kafka needs Java ${MIN_JAVA} or newer, and ${reason}. Install it: ${installJava}`);
}

/**
 * The Maven client, which fetches Kafka's jars.
 * @returns {string}
 * @throws {SetupProblem} where there is none
 */
export function findMaven() {
  const maven = which("mvn");
  if (maven !== undefined) return maven;
  throw new SetupProblem(`Maven (mvn) fetches Kafka's jars, and none was found. Install it: ${installJava}`);
}

/**
 * As `findJava` and, where `maven`, `findMaven`; installs what is missing where this process may.
 * @param {{ maven: boolean }} need
 * @returns {Promise<void>}
 */
export async function ensureJava({ maven }) {
  try {
    findJava();
    if (maven) findMaven();
  } catch (problem) {
    if (!canInstall()) throw problem;
    await aptInstall(["openjdk-17-jre-headless", ...(maven ? ["maven"] : [])]);
    findJava();
    if (maven) findMaven();
  }
}

/**
 * Major version of a java binary; undefined where it does not run.
 * @param {string} java
 * @returns {number | undefined}
 */
function javaVersion(java) {
  const major = /version "(?:1\.)?(\d+)/.exec(output(java, ["-version"]) ?? "")?.[1];
  return major === undefined ? undefined : Number(major);
}
