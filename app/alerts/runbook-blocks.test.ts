import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, it } from "vitest";
import { ALERT_KINDS } from "@/domain/alert/types";
import { kindWord } from "./alert-look";
import { runbookBlocks } from "./runbook-blocks";

const FOLDER = path.resolve(import.meta.dirname, "../../docs/runbooks");

it("every kind of alert has a runbook with steps and an end, and a word", () => {
  expect(readdirSync(FOLDER).toSorted()).toEqual(ALERT_KINDS.map((kind) => `${kind}.md`).toSorted());
  for (const kind of ALERT_KINDS) {
    const blocks = runbookBlocks(readFileSync(path.join(FOLDER, `${kind}.md`), "utf8"));
    expect(
      blocks.map((one) => one.kind),
      kind,
    ).toEqual(["text", "heading", "steps", "heading", "text"]);
    expect(kindWord(kind)).not.toBe(kind);
  }
});
