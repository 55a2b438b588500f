import { TRPCClientError } from "@trpc/client";
import { renderToStaticMarkup } from "react-dom/server";
import { expect, it } from "vitest";
import { ErrorState } from "./error-state";

const TRACE = "4".repeat(32);
const shown = (traceId: string | null) =>
  renderToStaticMarkup(
    <ErrorState
      error={TRPCClientError.from({
        error: {
          code: -32603,
          message: "Something went wrong on the server.",
          data: { reason: "INTERNAL", retryable: false, requestId: "r-12345678", traceId, httpStatus: 500 },
        },
      })}
    />,
  );

it("gives the request's id and, where the request was traced, the trace's", () => {
  expect(shown(TRACE)).toContain("r-12345678");
  expect(shown(TRACE)).toContain(TRACE);
  expect(shown(TRACE)).toContain("Copy the trace&#x27;s id");
  expect(shown(null)).toContain("r-12345678");
  expect(shown(null)).not.toContain("race");
});
