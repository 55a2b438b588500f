/**
 * The work on one partition: while a batch is stored, Kafka may fetch the next, which then waits for its turn. One batch
 * is under way, never two: the second would be decoded on the state that the first one leaves.
 */
export class PartitionLane {
  #underWay: Promise<void> = Promise.resolve();
  #failure: { error: unknown } | undefined;

  /**
   * Resolves when what was started before has ended.
   * @throws what it failed with, once
   */
  async free(): Promise<void> {
    await this.#underWay;
    const failure = this.#failure;
    this.#failure = undefined;
    if (failure !== undefined) throw failure.error;
  }

  /** Starts work; `free` must have resolved. Its failure is kept for whoever asks next. */
  start(work: () => Promise<void>): void {
    this.#underWay = work().catch((error: unknown) => {
      this.#failure = { error };
    });
  }

  /** Resolves when nothing is under way, however it ended. */
  idle(): Promise<void> {
    return this.#underWay;
  }
}
