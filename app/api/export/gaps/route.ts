import { exportGaps } from "@/server/http/export-gaps";

export const dynamic = "force-dynamic";

export { exportGaps as GET };
