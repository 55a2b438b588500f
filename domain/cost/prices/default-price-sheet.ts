import { type PriceSheet, priceSheetSchema } from "./price-sheet";
import snapshot from "./us-east-1.json";

/** The snapshot this version ships with, checked against the schema when the module loads. */
export const defaultPriceSheet: PriceSheet = priceSheetSchema.parse(snapshot);
