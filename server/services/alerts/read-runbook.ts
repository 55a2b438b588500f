import { readFile } from "node:fs/promises";
import path from "node:path";
import { z } from "zod";
import { ALERT_KINDS } from "@/domain/alert/types";
import { ServiceError } from "@/server/errors";

/** Only names of ours: nothing else can be read. */
export const runbookInput = z.strictObject({ kind: z.enum(ALERT_KINDS) });

export const runbookOutput = z.object({ file: z.string(), markdown: z.string() });

/** What to do about an alert of a kind. */
export async function readRunbook({
  kind,
}: z.infer<typeof runbookInput>): Promise<z.infer<typeof runbookOutput>> {
  const file = `docs/runbooks/${kind}.md`;
  try {
    return { file, markdown: await readFile(path.join(process.cwd(), file), "utf8") };
  } catch (cause) {
    throw new ServiceError("NOT_FOUND", `The runbook ${file} is not part of this installation.`, { cause });
  }
}
