import { BarChart, CandlestickChart, LineChart } from "echarts/charts";
import { AxisPointerComponent, GridComponent, TooltipComponent } from "echarts/components";
import { init, use } from "echarts/core";
import { CanvasRenderer } from "echarts/renderers";

/** Only the parts that our charts use; a page loads this file when it shows a chart, not before. */
use([
  BarChart,
  CandlestickChart,
  LineChart,
  AxisPointerComponent,
  GridComponent,
  TooltipComponent,
  CanvasRenderer,
]);

export { init };
