import { exportTrades } from "@/server/http/export-trades";

export const dynamic = "force-dynamic";

export { exportTrades as GET, exportTrades as HEAD };
