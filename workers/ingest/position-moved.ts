/** Thrown inside the transaction to undo it when the position turns out to be elsewhere. */
export class PositionMoved extends Error {
  constructor(readonly nextOffset: number) {
    super("the position was moved by another worker");
  }
}
