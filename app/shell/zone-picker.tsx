"use client";

import { useState } from "react";
import { listZones, zoneText } from "@/app/lib/format/zones";
import { readPageVenueZone } from "@/app/shell/page-venue";
import { ChipGroup } from "@/app/ui/chips";
import { ComboBox } from "@/app/ui/combo-box";

interface ZonePickerProps {
  zone: string;
  onChoose: (zone: string) => void;
}

/** UTC, the zone of who looks, the exchange's, the one that is chosen; and every other by typing. */
export function ZonePicker({ zone, onChoose }: ZonePickerProps) {
  const [options] = useState(() =>
    listZones().map((id) => ({ id, text: zoneText(id), content: zoneText(id) })),
  );
  const local = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const [venue] = useState(readPageVenueZone);
  const offered = ["UTC", local, ...(venue === null ? [] : [venue]), zone];
  return (
    <div className="flex flex-col gap-2">
      <ChipGroup
        label="Time zone"
        mode="single"
        required
        chips={[...new Set(offered)].map((value) => ({
          value,
          label:
            value === venue ? `Exchange time (${zoneText(value)})` : zoneText(value.replace(/^.*\//, "")),
        }))}
        selected={[zone]}
        onChange={([chosen]) => onChoose(chosen ?? "UTC")}
      />
      <ComboBox
        // Chosen, it stands among the chips, and the field is there for another.
        key={zone}
        label="Another time zone"
        placeholder="Another zone, such as Asia/Tokyo"
        options={options}
        value={null}
        onChange={onChoose}
      />
    </div>
  );
}
