import { mix } from "../random";
import { VENUES, type Venue } from "../types";
import {
  type Fault,
  type FaultScript,
  type FrameFault,
  faultScript,
  type MalformedKind,
  type RestFault,
  type RestFaultKind,
  type ScheduledFault,
} from "./schema";
import { Trigger } from "./trigger";

/** What becomes of one frame on its way out. */
export interface FrameVerdict {
  lose: boolean;
  /** spoil it: instead of the good one, or besides */
  malform: { kind: MalformedKind; mode: "replace" | "extra" } | null;
  /** how many more times it is sent */
  repeats: number;
  delayMicros: number;
  noise: ("ticker" | "unknown_channel")[];
}

/** What the venue does to an instrument's numbers before it issues a trade. */
export interface IssueVerdict {
  skip: number;
  withhold: boolean;
}

export interface VenueAction {
  fault: ScheduledFault;
  venue: Venue;
  /** how long it lasts, microseconds */
  micros: number;
}

/** Runs a fault script: seeded apart from the market, so faults never change which trades are issued at which price. */
export class FaultEngine {
  /** how often each type of fault struck since the start */
  readonly struck: Record<string, number> = {};
  script: Fault[] = [];
  private frameFaults: Trigger<FrameFault>[] = [];
  private venueFaults: Trigger<ScheduledFault>[] = [];
  private restFaults: Trigger<RestFault>[] = [];
  private generation = 0;

  constructor(private readonly seed: number) {}

  /** Replaces the script; throws a ZodError that names the wrong entry. */
  set(script: FaultScript, nowMicros: number): void {
    this.script = faultScript.parse(script);
    this.generation++;
    this.frameFaults = [];
    this.venueFaults = [];
    this.restFaults = [];
    for (const [index, fault] of this.script.entries()) {
      const seed = mix(mix(this.seed, this.generation), index + 1);
      if (fault.type === "rest") this.restFaults.push(new Trigger(fault, seed, nowMicros));
      else if ("run" in fault) this.frameFaults.push(new Trigger(fault, seed, nowMicros));
      else this.venueFaults.push(new Trigger(fault, seed, nowMicros));
    }
  }

  /** Decides what the venue does with the numbers of a trade about to be issued. */
  beforeIssue(venue: Venue, symbol: string, nowMicros: number): IssueVerdict {
    const verdict: IssueVerdict = { skip: 0, withhold: false };
    for (const trigger of this.frameFaults) {
      const { fault } = trigger;
      if (fault.type !== "skip" && fault.type !== "withhold") continue;
      if (!trigger.strikes(venue, symbol, nowMicros)) continue;
      this.count(fault.type);
      if (fault.type === "skip") verdict.skip += trigger.random.whole(...fault.count);
      else verdict.withhold = true;
    }
    return verdict;
  }

  /** Decides what becomes of a frame. A frame that is lost or replaced meets no other fault. */
  beforeSend(venue: Venue, symbol: string, nowMicros: number): FrameVerdict {
    const verdict: FrameVerdict = { lose: false, malform: null, repeats: 0, delayMicros: 0, noise: [] };
    for (const trigger of this.frameFaults) {
      const { fault } = trigger;
      if (fault.type === "skip" || fault.type === "withhold") continue;
      if (verdict.lose || verdict.malform?.mode === "replace") break;
      if (!trigger.strikes(venue, symbol, nowMicros)) continue;
      this.count(fault.type);
      const { random } = trigger;
      if (fault.type === "lose") verdict.lose = true;
      else if (fault.type === "repeat") verdict.repeats += fault.times;
      else if (fault.type === "delay")
        verdict.delayMicros += Math.round(random.between(...fault.byMs) * 1000);
      else if (fault.type === "noise")
        verdict.noise.push(fault.kinds[random.whole(0, fault.kinds.length - 1)] ?? "ticker");
      else verdict.malform = { kind: pick(fault.kinds, random.next()), mode: fault.mode };
    }
    return verdict;
  }

  /** The outages, freezes and resets whose moment has come. */
  due(nowMicros: number): VenueAction[] {
    const actions: VenueAction[] = [];
    for (const trigger of this.venueFaults) {
      if (!trigger.elapsed(nowMicros)) continue;
      const { fault, random } = trigger;
      this.count(fault.type);
      const venue = fault.venue ?? pick(VENUES, random.next());
      const micros = fault.type === "reset" ? 0 : Math.round(random.between(...fault.seconds) * 1e6);
      actions.push({ fault, venue, micros });
    }
    return actions;
  }

  /** How a REST answer is spoilt, if it is. */
  restFault(venue: Venue, nowMicros: number): RestFaultKind | null {
    for (const trigger of this.restFaults) {
      if (!trigger.covers(venue, undefined, nowMicros) || trigger.random.next() >= trigger.fault.rate)
        continue;
      trigger.struck++;
      this.count("rest");
      return pick(trigger.fault.kinds, trigger.random.next());
    }
    return null;
  }

  private count(type: string): void {
    this.struck[type] = (this.struck[type] ?? 0) + 1;
  }
}

function pick<T>(from: readonly T[], position: number): T {
  const chosen = from[Math.floor(position * from.length)];
  if (chosen === undefined) throw new RangeError("nothing to pick from");
  return chosen;
}
