import { addToTape, EMPTY_TAPE, type Tape } from "@/app/trades/tape-rows";
import type { TapeEvent } from "@/server/services/tape/tape-event";

type Listener = () => void;

/**
 * A tape as it is, and as its rows are drawn. Its head, a count and the newest price, costs next to nothing to draw and
 * is told of every event; its rows cost more, and what came while they were drawn is drawn together afterwards. So a
 * page with more to do than its machine has time for still says at once what was stored.
 */
export class TapeStore {
  readonly #whenDrawn: (done: () => void) => void;
  readonly #heads = new Set<Listener>();
  readonly #rows = new Set<Listener>();
  #newest = EMPTY_TAPE;
  #drawn = EMPTY_TAPE;
  #isDrawing = false;

  /** @param whenDrawn calls back once the page has drawn the rows that it was told of, and may draw again */
  constructor(whenDrawn: (done: () => void) => void) {
    this.#whenDrawn = whenDrawn;
  }

  take(event: TapeEvent): void {
    const next = addToTape(this.#newest, event);
    if (next === this.#newest) return;
    this.#newest = next;
    tell(this.#heads);
    this.#draw();
  }

  /** Draws at once all that came: who pauses looks at what there is, and it stands still. */
  settle(): void {
    if (this.#drawn === this.#newest) return;
    this.#drawn = this.#newest;
    tell(this.#rows);
  }

  /** The tape with all that came. */
  readonly newest = (): Tape => this.#newest;

  /** The tape as its rows show it. */
  readonly drawn = (): Tape => this.#drawn;

  readonly onNewest = (listener: Listener): Listener => listening(this.#heads, listener);

  readonly onDrawn = (listener: Listener): Listener => listening(this.#rows, listener);

  #draw(): void {
    if (this.#isDrawing || this.#drawn === this.#newest) return;
    this.#drawn = this.#newest;
    this.#isDrawing = true;
    tell(this.#rows);
    this.#whenDrawn(() => {
      this.#isDrawing = false;
      this.#draw();
    });
  }
}

function tell(listeners: ReadonlySet<Listener>): void {
  for (const listener of listeners) listener();
}

function listening(listeners: Set<Listener>, listener: Listener): Listener {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
