import { readFile, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { Command, CommanderError } from "commander";
import { costModelDocument, DOC_TABLES } from "@/domain/cost/document/cost-model-document";
import { defaultPriceSheet } from "@/domain/cost/prices/default-price-sheet";

const FILE = "docs/operations/cost-model.md";
const PATH = fileURLToPath(new URL(`../../${FILE}`, import.meta.url));

const command = new Command("cost-doc")
  .description(`Writes ${FILE} from the cost model.`)
  .option("--check", "exit 1 where the file differs from what would be written", false)
  .option("--table <name>", `print one table: ${DOC_TABLES.map(({ name }) => name).join(", ")}`)
  .allowExcessArguments(false)
  .exitOverride();

interface DocOptions {
  check: boolean;
  table?: string;
}

function printTable(name: string): number {
  const table = DOC_TABLES.find((candidate) => candidate.name === name);
  if (!table) {
    process.stderr.write(`no table ${name}; there are: ${DOC_TABLES.map((one) => one.name).join(", ")}\n`);
    return 2;
  }
  process.stdout.write(`${table.render(defaultPriceSheet)}\n`);
  return 0;
}

/** First line that differs, counted from 1. */
function firstDifference(a: string, b: string): number {
  const left = a.split("\n");
  const right = b.split("\n");
  const index = left.findIndex((line, at) => line !== right[at]);
  return (index === -1 ? Math.min(left.length, right.length) : index) + 1;
}

async function check(wanted: string): Promise<number> {
  const found = await readFile(PATH, "utf8").catch(() => "");
  if (found === wanted) return 0;
  process.stderr.write(
    `${FILE} differs from the model from line ${firstDifference(found, wanted)} on: run node --import tsx dev/cli/cost-doc.ts\n`,
  );
  return 1;
}

async function run(): Promise<number> {
  const { check: checkOnly, table } = command.parse().opts<DocOptions>();
  if (table !== undefined) return printTable(table);
  const wanted = costModelDocument(defaultPriceSheet);
  if (checkOnly) return check(wanted);
  await writeFile(PATH, wanted);
  return 0;
}

try {
  process.exitCode = await run();
} catch (error) {
  if (error instanceof CommanderError) process.exitCode = error.exitCode === 0 ? 0 : 2;
  else throw error;
}
