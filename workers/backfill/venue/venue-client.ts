import { setTimeout as sleep } from "node:timers/promises";
import { type BucketRule, emptyBucket, takeFrom } from "@/domain/gap/backfill/token-bucket";
import { type HistoryVenue, VENUE_LIMITS } from "@/domain/gap/backfill/venues";
import { historyOf } from "@/domain/gap/history/history-of";
import { judgeAnswer } from "@/domain/gap/history/judge-answer";
import { type Ask, type HistoryPage, VenueRefusal } from "@/domain/gap/history/venue-history";
import { parseJson } from "@/domain/trade/json/parse-json";
import { traceStep } from "../../job-trace";
import type { Lease } from "../job/lease";
import { fetchAnswer } from "./fetch-answer";
import type { VenueAccess } from "./rest-urls";

/** The venue cannot be asked any further: why, for people. */
export class VenueGaveUp extends Error {
  override readonly name = "VenueGaveUp";
}

/** tries of one call that fails or is cut short, before the job gives up */
const MAX_FAILURES = 6;
/** refusals of one call for being too fast, in a row */
const MAX_WAITS = 20;
const MAX_BACKOFF_MS = 8_000;
const BUSY_SECONDS = 5;

/** What has to happen before the same call is made again; null where its page was read. */
type Hindrance = { kind: "wait"; seconds: number; words: string } | { kind: "retry"; reason: string };

type Outcome = { page: HistoryPage } | { hindrance: Hindrance };

export interface VenueClientOptions {
  venue: HistoryVenue;
  access: VenueAccess;
  lease: Lease;
  /** writes down that the venue wants no call for so long */
  onWait(seconds: number): Promise<void>;
  /** ms since the epoch before which no call is made */
  notBefore: number;
  /** the first pause after a failure; doubles */
  backoffMs?: number;
  /** the venue's limit, where it is not the real venue */
  limit?: BucketRule;
}

/** Asks one venue for pages, within its limits; every call is paid for, and none is repeated without end. */
export class VenueClient {
  #bucket = emptyBucket(performance.now() / 1_000);
  #notBefore: number;

  constructor(private readonly options: VenueClientOptions) {
    this.#notBefore = options.notBefore;
  }

  /**
   * One page.
   * @throws {VenueGaveUp} where the venue refuses for good, or fails again and again
   * @throws {JobBroken} where the job is put down meanwhile
   */
  async page(symbol: string, ask: Ask, micros: boolean): Promise<HistoryPage> {
    const { lease } = this.options;
    let failures = 0;
    let waits = 0;
    while (true) {
      await this.#turn();
      const outcome = await this.#traced(symbol, ask, micros);
      if ("page" in outcome) return outcome.page;
      lease.did({ retries: 1 });
      const { hindrance } = outcome;
      if (hindrance.kind === "wait") {
        if (++waits > MAX_WAITS)
          throw new VenueGaveUp(`${hindrance.words}, ${MAX_WAITS} times in a row. Try again later.`);
        this.#notBefore = Date.now() + hindrance.seconds * 1_000;
        await this.options.onWait(hindrance.seconds);
        lease.waitsFor = `${hindrance.words}: going on in ${hindrance.seconds} s`;
        continue;
      }
      if (++failures >= MAX_FAILURES)
        throw new VenueGaveUp(`${hindrance.reason}, ${MAX_FAILURES} times in a row. Try again later.`);
      const pause = Math.min((this.options.backoffMs ?? 250) * 2 ** (failures - 1), MAX_BACKOFF_MS);
      lease.waitsFor = `${hindrance.reason}: trying again`;
      await this.#sleep(pause);
    }
  }

  /** Waits until the venue's limit has room for a call. */
  async #turn(): Promise<void> {
    const { lease, venue } = this.options;
    const rule = VENUE_LIMITS[venue];
    const limit = this.options.limit ?? rule;
    const taken = takeFrom(this.#bucket, limit, rule.weightPerCall, performance.now() / 1_000);
    this.#bucket = taken.bucket;
    const ms = Math.max(taken.waitSeconds * 1_000, this.#notBefore - Date.now());
    if (ms > 0) await this.#sleep(ms);
    lease.waitsFor = null;
    lease.check();
    lease.did({ calls: 1, weight: rule.weightPerCall });
  }

  /** A call as a span, with its price: neither its address, which may hold a key, nor what came. */
  #traced(symbol: string, ask: Ask, micros: boolean): Promise<Outcome> {
    const { venue } = this.options;
    const attributes = { "k2.venue": venue, "k2.venue.weight": VENUE_LIMITS[venue].weightPerCall };
    return traceStep(`GET ${venue} trades`, { kind: "client", attributes }, async (span) => {
      const outcome = await this.#once(symbol, ask, micros, (status) =>
        span?.setAttribute("http.response.status_code", status),
      );
      span?.setAttributes(
        "page" in outcome ? { "k2.venue.outcome": "page" } : { "k2.venue.outcome": outcome.hindrance.kind },
      );
      return outcome;
    });
  }

  async #once(
    symbol: string,
    ask: Ask,
    micros: boolean,
    onStatus: (status: number) => void,
  ): Promise<Outcome> {
    const { venue, access, lease } = this.options;
    const history = historyOf(venue);
    const request = history.request(symbol, ask, { micros, apiKey: access.apiKey });
    const retry = (reason: string) => ({ hindrance: { kind: "retry" as const, reason } });
    const answer = await fetchAnswer(access, request, lease.signal).catch((error: unknown) => {
      lease.signal.throwIfAborted();
      return `the venue does not answer (${error instanceof Error ? reasonOf(error) : String(error)})`;
    });
    if (typeof answer === "string") return retry(answer);
    onStatus(answer.status);
    const verdict = judgeAnswer(answer.status, answer.retryAfter, answer.body, Date.now());
    if (verdict.kind === "give-up") throw new VenueGaveUp(`${verdict.reason}${this.#hint(answer.status)}`);
    if (verdict.kind === "retry") return retry(verdict.reason);
    if (verdict.kind === "wait") {
      const words = verdict.banned
        ? "the venue banned this address for a while (418)"
        : "the venue asks to slow down (429)";
      return { hindrance: { kind: "wait", seconds: verdict.seconds, words } };
    }
    try {
      return { page: history.read(parseJson(answer.body), symbol) };
    } catch (error) {
      if (!(error instanceof VenueRefusal)) return retry("the venue's answer is cut short or no JSON");
      if (error.kind === "for-good") throw new VenueGaveUp(error.message);
      if (error.kind === "temporary") return retry(error.message);
      return { hindrance: { kind: "wait", seconds: BUSY_SECONDS, words: error.message } };
    }
  }

  #hint(status: number): string {
    const { apiKeyVariable } = VENUE_LIMITS[this.options.venue];
    if (apiKeyVariable === null || (status !== 401 && status !== 403)) return "";
    return `. It wants an API key: set ${apiKeyVariable} for the worker, and start it again`;
  }

  async #sleep(ms: number): Promise<void> {
    const { lease } = this.options;
    await sleep(ms, undefined, { signal: lease.signal }).catch(() => lease.signal.throwIfAborted());
  }
}

function reasonOf(error: Error): string {
  return error.cause instanceof Error ? error.cause.message : error.message;
}
