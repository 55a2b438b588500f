/** One data frame as the exchange sent it. */
export interface Frame {
  /** the bytes of the message, untouched */
  value: Buffer;
  /** the instrument's symbol, or the exchange's name where the frame is about none or several */
  key: string;
  /** microseconds since the epoch, when it was read from the socket */
  receivedMicros: number;
}
