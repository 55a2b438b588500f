import { describe, expect, it } from "vitest";
import { PartitionLane } from "./partition-lane";

describe("PartitionLane", () => {
  it("lets the next wait until the one before has ended", async () => {
    const lane = new PartitionLane();
    const order: string[] = [];
    let end = () => {};
    const first = new Promise<void>((resolve) => {
      end = resolve;
    });
    await lane.free();
    lane.start(() => first.then(() => void order.push("first ended")));
    const second = lane.free().then(() => void order.push("second begins"));
    order.push("first under way");
    end();
    await second;
    expect(order).toEqual(["first under way", "first ended", "second begins"]);
  });

  it("tells a failure once, to whoever comes next", async () => {
    const lane = new PartitionLane();
    lane.start(() => Promise.reject(new Error("gone")));
    await lane.idle();
    await expect(lane.free()).rejects.toThrow("gone");
    await expect(lane.free()).resolves.toBeUndefined();
  });
});
