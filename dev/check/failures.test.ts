import { expect, test } from "vitest";
import { playwrightFailures, vitestFailures } from "./failures";

test("Vitest's report gives each failed test with its file and why, and a file that could not be loaded", () => {
  const report = {
    testResults: [
      {
        name: `${process.cwd()}/a.test.ts`,
        status: "failed",
        message: "",
        assertionResults: [
          { fullName: " holds", status: "passed", failureMessages: [] },
          {
            fullName: " breaks",
            status: "failed",
            failureMessages: ["\u001b[31mError: 1 is not 2\u001b[39m\n    at a.test.ts:3"],
          },
        ],
      },
      {
        name: `${process.cwd()}/b.test.ts`,
        status: "failed",
        message: "Cannot find module",
        assertionResults: [],
      },
      { name: `${process.cwd()}/c.test.ts`, status: "passed", message: "", assertionResults: [] },
    ],
  };
  expect(vitestFailures(report)).toEqual([
    "a.test.ts › breaks\n    Error: 1 is not 2\n        at a.test.ts:3",
    "b.test.ts\n    Cannot find module",
  ]);
});

test("Playwright's report gives what never passed, in suites of suites, and errors outside of tests", () => {
  const spec = (title: string, status: string, message?: string) => ({
    title,
    file: "x.spec.ts",
    line: 7,
    tests: [{ status, results: [{}, message === undefined ? {} : { error: { message } }] }],
  });
  const report = {
    errors: [{ message: "no tests found" }],
    suites: [
      {
        specs: [spec("fine", "expected"), spec("second time", "flaky")],
        suites: [{ specs: [spec("never", "unexpected", "not visible")] }],
      },
    ],
  };
  expect(playwrightFailures(report)).toEqual([
    "outside of any test\n    no tests found",
    "x.spec.ts:7 › never\n    not visible",
  ]);
});

test("what is no report names nothing", () => {
  expect(vitestFailures(null)).toEqual([]);
  expect(playwrightFailures({})).toEqual([]);
});
