/** How a table stands in more rows than it holds. */
export interface TablePlace<Row> {
  /** what the rows answer: another question is read from its own start; null while they answer the one before */
  question: string | null;
  /** whether new rows are to be seen at the top, rather than what one reads is to stay */
  follows: boolean;
  /** which of the rows is at the top to begin with */
  startOf: (rows: readonly Row[]) => number;
  /** the row at the top once scrolling came to rest, and whether nothing is above it here */
  onRest: (first: Row, atTop: boolean) => void;
  /** what lies above, and below */
  before: string;
  after: string;
  describe: (first: Row, last: Row) => string;
}
