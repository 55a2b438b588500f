import { findLetter, type WholeLetter } from "@/db/queries/dead-letters/find-letter";
import { database } from "@/server/database";
import { ServiceError } from "@/server/errors";

/**
 * A letter with everything that is kept of it.
 * @throws {ServiceError} NOT_FOUND
 */
export async function loadLetter(id: string): Promise<WholeLetter> {
  const letter = await findLetter(database(), id);
  if (letter === undefined)
    throw new ServiceError("NOT_FOUND", `There is no letter ${id}; retention may have removed it.`);
  return letter;
}
