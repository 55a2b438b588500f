/** Something the person has to do: the message says what is missing and the one command that helps. */
export class SetupProblem extends Error {
  /** @param {string} message */
  constructor(message) {
    super(message);
    this.name = "SetupProblem";
  }
}

/**
 * A line of progress. On stderr: stdout belongs to the command that runs afterwards.
 * @param {string} text
 */
export function say(text) {
  process.stderr.write(`${text}\n`);
}
