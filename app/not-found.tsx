import { MapPinOff } from "lucide-react";
import Link from "next/link";
import { buttonClass } from "@/app/ui/button-class";
import { EmptyState } from "@/app/ui/empty-state";

export default function NotFound() {
  return (
    <EmptyState
      icon={MapPinOff}
      title="There is no such page"
      actions={
        <Link href="/" className={buttonClass("secondary")}>
          To the overview
        </Link>
      }
    >
      The address may be from another version of the console.
    </EmptyState>
  );
}
