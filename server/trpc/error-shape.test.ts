import { TRPCError } from "@trpc/server";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { ServiceError } from "@/server/errors";
import { errorShape } from "./error-shape";

const wrap = (cause: unknown) => new TRPCError({ code: "INTERNAL_SERVER_ERROR", message: "x", cause });
const postgres = (code: string) =>
  Object.assign(new Error('relation "secret_table" at /srv/app/db.ts'), { code });

describe("errorShape", () => {
  it("lets a service's own words through", () => {
    const { message, data } = errorShape(
      wrap(new ServiceError("NOT_FOUND", "There is no such trade.")),
      "r-1",
    );
    expect(message).toBe("There is no such trade.");
    expect(data).toEqual({
      reason: "NOT_FOUND",
      retryable: false,
      requestId: "r-1",
      traceId: null,
      httpStatus: 404,
    });
  });

  it.each([
    ["ECONNREFUSED", "DATABASE_AWAY"],
    ["CONNECTION_CLOSED", "DATABASE_AWAY"],
    ["57P01", "DATABASE_AWAY"],
    ["53300", "DATABASE_AWAY"],
    ["42P01", "DATABASE_AWAY"],
    ["57014", "QUERY_TIMEOUT"],
  ])("tells %s as %s, to be tried again", (code, reason) => {
    const { message, data } = errorShape(wrap(postgres(code)), null);
    expect(data).toMatchObject({ reason, retryable: true, httpStatus: 503 });
    expect(message).not.toMatch(/secret_table|\.ts/);
  });

  it("keeps every other text to the log", () => {
    for (const cause of [postgres("42703"), new Error("at /srv/app/x.ts"), "text", undefined]) {
      const { message, data } = errorShape(wrap(cause), "r-2");
      expect(data.reason).toBe("INTERNAL");
      expect(message).toBe("Something went wrong on the server. The log has it under request r-2.");
    }
  });

  it("names what is wrong with an input", () => {
    const { error } = z.strictObject({ limit: z.int() }).safeParse({ limit: "x" });
    expect(
      errorShape(new TRPCError({ code: "BAD_REQUEST", message: "x", cause: error }), null).message,
    ).toContain("limit:");
  });
});
