"use client";

import { useRouter } from "next/navigation";
import { useReadNow } from "@/app/lib/live/server-clock";
import { moveRange, zoomRange } from "@/app/lib/url/move-range";
import { useGlobalParams, useHref } from "@/app/lib/url/use-global-params";
import { useStored } from "@/app/lib/use-stored";
import { OTHER_KEYS, type Shortcut, SINGLE_KEYS } from "@/app/shell/shortcuts/shortcut-list";
import { useSingleKeys } from "@/app/shell/shortcuts/use-single-keys";
import { useLinkActions } from "@/app/shell/use-link-actions";
import { Dialog } from "@/app/ui/dialog";
import { Switch } from "@/app/ui/switch";

interface ShortcutsProps {
  isOpen: boolean;
  onOpenChange: (open: boolean) => void;
}

/** Listens to single keys, and the sheet that tells them and turns them off. */
export function Shortcuts({ isOpen, onOpenChange }: ShortcutsProps) {
  const [stored, store] = useStored("k2.shortcuts", isBoolean);
  const enabled = stored ?? true;
  const router = useRouter();
  const href = useHref();
  const [{ range, live }, setParams] = useGlobalParams();
  const { freezeAndCopyLink } = useLinkActions();
  const readNow = useReadNow();
  useSingleKeys(enabled, (id) => {
    if (id === "help") {
      if (!isOpen && somethingIsOpen()) return false;
      onOpenChange(!isOpen);
      return true;
    }
    if (somethingIsOpen()) return false;
    if (id.startsWith("go ")) router.push(href(id.slice(3)));
    else if (id === "live") void setParams({ live: live ? false : null });
    else if (id === "freeze") freezeAndCopyLink();
    else if (id === "earlier") void setParams({ range: moveRange(range, -1, readNow()) });
    else if (id === "later") void setParams({ range: moveRange(range, 1, readNow()) });
    else if (id === "zoom-in") void setParams({ range: zoomRange(range, "in") });
    else if (id === "zoom-out") void setParams({ range: zoomRange(range, "out") });
    return true;
  });
  return (
    <Dialog title="Keyboard shortcuts" isOpen={isOpen} onOpenChange={onOpenChange}>
      <div className="flex flex-col gap-4 p-4">
        <Switch isSelected={enabled} onChange={(on) => store(on ? null : false)}>
          Single-key shortcuts
        </Switch>
        <p className="text-12 text-text-3">
          Turn them off where a voice or another tool presses keys for you. This browser keeps the choice;
          Search (Ctrl K) always leads back here.
        </p>
        <List name="Single keys" shortcuts={SINGLE_KEYS} faded={!enabled} />
        <List name="Always" shortcuts={OTHER_KEYS} faded={false} />
      </div>
    </Dialog>
  );
}

function List({ name, shortcuts, faded }: { name: string; shortcuts: readonly Shortcut[]; faded: boolean }) {
  return (
    <section aria-label={name}>
      <h3 className="pb-1 font-semibold text-13">
        {name}
        {faded && <span className="font-normal text-text-3"> (off)</span>}
      </h3>
      <dl className="grid grid-cols-[96px_minmax(0,1fr)] gap-x-3 gap-y-1 text-13">
        {shortcuts.map(({ id, keys, does }) => (
          <div key={id} className="contents">
            <dt className="flex gap-1">
              {keys.map((key) => (
                <kbd
                  key={key}
                  className="mono inline-grid h-6 min-w-6 place-items-center rounded-sm border border-line-strong bg-surface-2 px-1 text-12"
                >
                  {key}
                </kbd>
              ))}
            </dt>
            <dd className="self-center text-text-2">{does}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

function somethingIsOpen(): boolean {
  return document.querySelector("[role='dialog'], [role='alertdialog']") !== null;
}

function isBoolean(stored: unknown): boolean | null {
  return typeof stored === "boolean" ? stored : null;
}
