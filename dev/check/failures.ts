import path from "node:path";
import { stripVTControlCharacters } from "node:util";
import { z } from "zod";

/** Enough of a message to tell what happened; the whole of it stands further up in the output. */
const LINES_OF_WHY = 12;

const vitestReport = z.object({
  testResults: z.array(
    z.object({
      name: z.string(),
      status: z.string(),
      message: z.string().default(""),
      assertionResults: z.array(
        z.object({
          fullName: z.string(),
          status: z.string(),
          failureMessages: z.array(z.string()).nullish(),
        }),
      ),
    }),
  ),
});

/** Vitest's JSON report → `file › test` and why, for each that failed; a file that could not even be loaded is one. */
export function vitestFailures(report: unknown): string[] {
  const parsed = vitestReport.safeParse(report);
  if (!parsed.success) return [];
  return parsed.data.testResults.flatMap((file) => {
    const name = path.relative(process.cwd(), file.name);
    const tests = file.assertionResults
      .filter((test) => test.status === "failed")
      .map((test) => told(`${name} › ${test.fullName.trim()}`, test.failureMessages?.join("\n") ?? ""));
    return tests.length === 0 && file.status === "failed" ? [told(name, file.message)] : tests;
  });
}

interface Suite {
  specs?: { title: string; file: string; line: number; tests: { status: string; results: Result[] }[] }[];
  suites?: Suite[];
}
interface Result {
  error?: { message?: string };
}
const suite: z.ZodType<Suite> = z.lazy(() =>
  z.object({
    specs: z
      .array(
        z.object({
          title: z.string(),
          file: z.string(),
          line: z.number(),
          tests: z.array(
            z.object({
              status: z.string(),
              results: z.array(z.object({ error: z.object({ message: z.string().optional() }).optional() })),
            }),
          ),
        }),
      )
      .optional(),
    suites: z.array(suite).optional(),
  }),
);
const playwrightReport = z.object({
  suites: z.array(suite),
  errors: z.array(z.object({ message: z.string().optional() })).default([]),
});

/** Playwright's JSON report → `file:line › title` and why, for each test that never passed and each error outside of tests. */
export function playwrightFailures(report: unknown): string[] {
  const parsed = playwrightReport.safeParse(report);
  if (!parsed.success) return [];
  const of = (one: Suite): string[] => [
    ...(one.specs ?? []).flatMap((spec) =>
      spec.tests
        .filter((test) => test.status === "unexpected")
        .map((test) =>
          told(`${spec.file}:${spec.line} › ${spec.title}`, test.results.at(-1)?.error?.message ?? ""),
        ),
    ),
    ...(one.suites ?? []).flatMap(of),
  ];
  return [
    ...parsed.data.errors.map((error) => told("outside of any test", error.message ?? "")),
    ...parsed.data.suites.flatMap(of),
  ];
}

function told(what: string, why: string): string {
  const lines = stripVTControlCharacters(why).trim().split("\n").slice(0, LINES_OF_WHY);
  return [what, ...lines.filter((line) => line !== "").map((line) => `    ${line}`)].join("\n");
}
