import { describe, expect, it } from "vitest";
import { isLoopbackHost } from "./allowed-host";
import { judgeRequest, type RequestFacts } from "./request-verdict";

const program: RequestFacts = {
  method: "GET",
  path: "/api/trpc/trades.page",
  host: "127.0.0.1:3000",
  origin: null,
  fetchSite: null,
  fetchMode: null,
};

describe("isLoopbackHost", () => {
  it.each(["127.0.0.1", "127.0.0.1:3000", "localhost:3000", "LOCALHOST", "[::1]:3000", "127.9.8.7:1"])(
    "takes %s",
    (host) => {
      expect(isLoopbackHost(host)).toBe(true);
    },
  );

  it.each([
    null,
    "",
    "evil.example",
    "127.0.0.1.evil.example",
    "localhost.evil.example:3000",
    "0.0.0.0:3000",
    "10.0.0.1",
    "localhost:3000@evil",
    "127.0.0.1:3000/x",
  ])("refuses %s", (host) => {
    expect(isLoopbackHost(host)).toBe(false);
  });
});

describe("judgeRequest", () => {
  it("takes a program without browser headers", () => {
    expect(judgeRequest(program)).toEqual({ allow: true });
  });

  it("takes our own page", () => {
    const own = {
      ...program,
      method: "POST",
      origin: "http://127.0.0.1:3000",
      fetchSite: "same-origin",
      fetchMode: "cors",
    };
    expect(judgeRequest(own)).toEqual({ allow: true });
  });

  it("refuses a rebound name", () => {
    expect(judgeRequest({ ...program, host: "attacker.example:3000" })).toMatchObject({
      allow: false,
      status: 421,
    });
  });

  it.each(["http://evil.example", "null", "http://127.0.0.1:4000", "http://localhost:3000", "file://"])(
    "refuses origin %s",
    (origin) => {
      expect(judgeRequest({ ...program, method: "POST", origin })).toMatchObject({
        allow: false,
        status: 403,
      });
    },
  );

  it.each(["cross-site", "same-site"])("refuses the API to a %s page, navigation or not", (fetchSite) => {
    expect(judgeRequest({ ...program, fetchSite, fetchMode: "no-cors" })).toMatchObject({ allow: false });
    expect(judgeRequest({ ...program, fetchSite, fetchMode: "navigate" })).toMatchObject({ allow: false });
  });

  it("lets a link from elsewhere open a page, but not post to it", () => {
    const link = { ...program, path: "/trades", fetchSite: "cross-site", fetchMode: "navigate" };
    expect(judgeRequest(link)).toEqual({ allow: true });
    expect(judgeRequest({ ...link, method: "POST" })).toMatchObject({ allow: false });
    expect(judgeRequest({ ...link, fetchMode: "no-cors" })).toMatchObject({ allow: false });
  });
});
