import { z } from "zod";
import { listSamples } from "@/db/queries/dead-letters/list-samples";
import { applyJsonPatch, readPatch } from "@/domain/dead-letter/apply-patch";
import { ownHeaders } from "@/domain/dead-letter/header-pairs";
import { replaySelection } from "@/domain/dead-letter/letter-filter";
import { previewValue } from "@/domain/dead-letter/preview-value";
import { showPayload } from "@/domain/dead-letter/show-payload";
import type { Act } from "@/server/act";
import { database } from "@/server/database";
import { hiddenFields } from "@/server/services/dead-letters/hidden-fields";
import { shownPayload, valuePreview } from "@/server/services/dead-letters/letter-schemas";

const SAMPLES = 5;

export const previewPatchInput = z.strictObject({
  selection: replaySelection,
  patch: z.string().max(100_000).nullable(),
});

export const previewPatchOutput = z.object({
  /** why the patch is none; null where it is one */
  problem: z.string().nullable(),
  samples: z.array(
    z.object({
      letterId: z.bigint(),
      /** what was wrong with it, as a path */
      path: z.string().nullable(),
      before: shownPayload,
      /** null where the patch does not fit this letter */
      after: shownPayload.nullable(),
      misfit: z.string().nullable(),
      preview: valuePreview.nullable(),
    }),
  ),
});

/** A patch tried on the newest letters of a selection: the value before and after, and what the decoders make of it. */
export async function previewPatch(
  { selection, patch }: z.infer<typeof previewPatchInput>,
  act: Act,
): Promise<z.infer<typeof previewPatchOutput>> {
  const read = patch === null ? null : readPatch(patch);
  const hidden = hiddenFields(act.role);
  const samples = await listSamples(database(), selection, SAMPLES);
  return {
    problem: read?.ok === false ? read.reason : null,
    samples: samples.map((sample) => {
      const before = showPayload(sample.value, sample.path, hidden);
      const result =
        patch === null || read?.ok === false
          ? { ok: true as const, value: sample.value }
          : applyJsonPatch(sample.value, patch);
      if (!result.ok)
        return {
          letterId: sample.id,
          path: sample.path,
          before,
          after: null,
          misfit: result.reason,
          preview: null,
        };
      const record = {
        topic: sample.topic,
        key: sample.key,
        value: result.value,
        headers: ownHeaders(sample.headers),
      };
      return {
        letterId: sample.id,
        path: sample.path,
        before,
        after: showPayload(result.value, sample.path, hidden),
        misfit: null,
        preview: previewValue(record, sample.decoderState),
      };
    }),
  };
}
