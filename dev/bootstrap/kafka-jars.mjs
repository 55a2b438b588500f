import { existsSync } from "node:fs";
import { mkdir, rename, rm, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { run } from "./exec.mjs";
import { findMaven } from "./java.mjs";
import { acquireLock } from "./lock.mjs";
import { SetupProblem, say } from "./problem.mjs";

/** docs/adr/0001: the newest broker that kafkajs was proven against. */
export const KAFKA_VERSION = "4.3.1";
const LOG4J_VERSION = "2.25.4";

/** Only the broker, its command-line tools and a log binding: everything else comes as their dependencies. */
const POM = `<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>k2</groupId>
  <artifactId>kafka-jars</artifactId>
  <version>1</version>
  <packaging>pom</packaging>
  <dependencies>
    <dependency><groupId>org.apache.kafka</groupId><artifactId>kafka_2.13</artifactId><version>${KAFKA_VERSION}</version></dependency>
    <dependency><groupId>org.apache.kafka</groupId><artifactId>kafka-tools</artifactId><version>${KAFKA_VERSION}</version></dependency>
    <dependency><groupId>org.apache.logging.log4j</groupId><artifactId>log4j-slf4j-impl</artifactId><version>${LOG4J_VERSION}</version></dependency>
  </dependencies>
</project>
`;

/**
 * The folder for what every checkout of this user shares.
 * @returns {string}
 */
export function cacheFolder() {
  const base = process.env.XDG_CACHE_HOME || path.join(os.homedir(), ".cache");
  return path.join(base, "k2-console");
}

/**
 * Where Kafka's jars are, or undefined where they have not been fetched.
 * @returns {string | undefined}
 */
export function findKafkaJars() {
  const folder = jarsFolder();
  return existsSync(folder) ? folder : undefined;
}

/**
 * The folder with Kafka's jars, fetched from Maven Central on the first call on this machine (44 MB). Safe to call in
 * several processes at once. Rejects with a SetupProblem where Maven is missing or cannot fetch.
 * @returns {Promise<string>}
 */
export async function ensureKafkaJars() {
  const folder = jarsFolder();
  if (existsSync(folder)) return folder;
  const release = await acquireLock(`${folder}.lock`, {
    onWait: (pid) => say(`bootstrap: waiting for process ${pid}, which fetches Kafka's jars`),
  });
  try {
    if (!existsSync(folder)) await fetchJars(folder);
    return folder;
  } finally {
    await release();
  }
}

function jarsFolder() {
  return path.join(cacheFolder(), `kafka-${KAFKA_VERSION}`);
}

/** @param {string} folder */
async function fetchJars(folder) {
  const maven = findMaven();
  const draft = `${folder}.part`;
  say(`bootstrap: fetching Kafka ${KAFKA_VERSION} (once, about 50 MB)`);
  await rm(draft, { recursive: true, force: true });
  await mkdir(draft, { recursive: true });
  await writeFile(path.join(draft, "pom.xml"), POM);
  // -C: a jar whose checksum does not match fails the fetch.
  const args = [
    "-B",
    "-q",
    "-C",
    "-Dstyle.color=never",
    "-f",
    path.join(draft, "pom.xml"),
    "dependency:copy-dependencies",
  ];
  try {
    await run(maven, [...args, "-DincludeScope=runtime", `-DoutputDirectory=${draft}`]);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new SetupProblem(
      `Kafka's jars could not be fetched (${reason}). With a network: npm run bootstrap`,
    );
  }
  // Renamed when complete: an interrupted fetch is never taken for a whole one.
  await rename(draft, folder);
}
