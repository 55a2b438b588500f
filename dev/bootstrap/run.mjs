// Makes a fresh checkout ready, then runs one of its commands. Plain Node, no packages: they may not be here yet.
import path from "node:path";
import { fileURLToPath } from "node:url";
import { ensureBrowser } from "./browser.mjs";
import { exitCode, passSignals, startCommand } from "./child.mjs";
import { ensureJava } from "./java.mjs";
import { ensureKafkaJars, findKafkaJars } from "./kafka-jars.mjs";
import { ensurePackages } from "./packages.mjs";
import { SetupProblem, say } from "./problem.mjs";

const USAGE = `Usage: node dev/bootstrap/run.mjs [--kafka] [--browser] [--then FILE [-- ARGS…]]

Makes this checkout ready: packages (npm ci where they differ from package-lock.json), with --kafka Java and Kafka's jars,
with --browser a Chromium; then runs FILE with ARGS. Without any option it prepares everything and ends.
`;
const MIN_NODE = [20, 9];
const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "..", "..");

/** @type {import("node:child_process").ChildProcess | undefined} */
let command;

/** @param {readonly string[]} argv */
function parse(argv) {
  const wants = { kafka: false, browser: false, file: "", /** @type {string[]} */ args: [] };
  for (let at = 0; at < argv.length; at += 1) {
    const word = argv[at];
    if (word === "--kafka") wants.kafka = true;
    else if (word === "--browser") wants.browser = true;
    else if (word === "--help" || word === "-h") return { help: true, wants };
    else if (word === "--then" && argv[at + 1] !== undefined) {
      wants.file = argv[at + 1];
      const rest = argv.slice(at + 2);
      wants.args = rest[0] === "--" ? rest.slice(1) : rest;
      return { help: false, wants };
    } else return undefined;
  }
  if (argv.length === 0) Object.assign(wants, { kafka: true, browser: true });
  return { help: false, wants };
}

/** @returns {Promise<number>} */
async function main() {
  const parsed = parse(process.argv.slice(2));
  if (parsed === undefined || parsed.help) {
    (parsed ? process.stdout : process.stderr).write(USAGE);
    return parsed ? 0 : 2;
  }
  const { kafka, browser, file, args } = parsed.wants;
  requireNode();
  passSignals(() => command);
  await ensurePackages(root);
  // Somebody who only asks for help waits for no download.
  const onlyHelp = args.includes("--help") || args.includes("-h");
  if (kafka && !onlyHelp && !process.env.K2_KAFKA_BROKERS) {
    await ensureJava({ maven: findKafkaJars() === undefined });
    await ensureKafkaJars();
  }
  if (browser && !onlyHelp) await ensureBrowser();
  if (file === "") {
    say("bootstrap: ready");
    return 0;
  }
  command = startCommand(root, file, args);
  return exitCode(command);
}

function requireNode() {
  const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
  if (major < MIN_NODE[0] || (major === MIN_NODE[0] && minor < MIN_NODE[1])) {
    throw new SetupProblem(`Node ${MIN_NODE.join(".")} or newer is needed; this is ${process.version}`);
  }
}

main().then(
  (code) => process.exit(code),
  (error) => {
    say(error instanceof SetupProblem ? error.message : String(error?.stack ?? error));
    process.exit(1);
  },
);
