import type { OutboxLetter } from "@/db/queries/dead-letters/list-unpublished";
import { connectHeaders } from "@/domain/dead-letter/connect-headers";
import { OMITTED_HEADER, ownHeaders } from "@/domain/dead-letter/header-pairs";
import { LETTER_ID_HEADER } from "@/domain/dead-letter/replay-headers";
import type { Message } from "../kafka/types";

/** A letter as its dead-letter topic carries it: key, value and headers as they came, and what was wrong. */
export function outboxMessage(letter: OutboxLetter): Message {
  return {
    key: letter.key,
    value: letter.value,
    headers: {
      ...ownHeaders(letter.headers),
      ...connectHeaders(letter),
      [LETTER_ID_HEADER]: String(letter.id),
    },
  };
}

/** The same where the topic does not take its value: the console still has it. */
export function withoutValue(message: Message): Message {
  const bytes = message.value === null ? 0 : Buffer.byteLength(message.value);
  return { ...message, value: null, headers: { ...message.headers, [OMITTED_HEADER]: `${bytes} bytes` } };
}
