/** A value that its column cannot hold, found before the server sees it; `code` is the SQLSTATE that it would tell. */
export class UnstorableValue extends Error {
  override readonly name = "UnstorableValue";

  private constructor(
    readonly code: string,
    message: string,
  ) {
    super(message);
  }

  static outOfRange(value: number | bigint, type: string): UnstorableValue {
    return new UnstorableValue("22003", `value ${value} is out of range for type ${type}`);
  }

  static notDecimal(value: string): UnstorableValue {
    return new UnstorableValue("22P02", `${JSON.stringify(value)} is no plain decimal without a sign`);
  }
}
