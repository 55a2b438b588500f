import { counter, gauge } from "@/runtime/metrics";

// What K2 measures of a WebSocket, under one prefix an exchange; it has none for Coinbase. `service` is the default label.
const standard = ["environment", "component"] as const;

function exchangeMetrics(prefix: "binance" | "kraken", venue: string) {
  return {
    connectionStatus: gauge({
      name: `k2_${prefix}_connection_status`,
      help: `${venue} WebSocket: 1 = trades flow, 0 = not`,
      labels: standard,
    }),
    lastMessage: gauge({
      name: `k2_${prefix}_last_message_timestamp_seconds`,
      help: `When the last message from ${venue} was received`,
      labels: standard,
    }),
    reconnectDelay: gauge({
      name: `k2_${prefix}_reconnect_delay_seconds`,
      help: `Current wait before the next attempt to connect to ${venue}`,
      labels: standard,
    }),
    messagesReceived: counter({
      name: `k2_${prefix}_messages_received_total`,
      help: `Messages received from ${venue} that are about an instrument`,
      labels: [...standard, "symbol"],
    }),
    messageErrors: counter({
      name: `k2_${prefix}_message_errors_total`,
      help: `Messages from ${venue} that are not JSON; published all the same`,
      labels: [...standard, "error_type"],
    }),
    connectionErrors: counter({
      name: `k2_${prefix}_connection_errors_total`,
      help: `Sockets to ${venue} that ended against our will`,
      labels: [...standard, "error_type"],
    }),
    reconnects: counter({
      name: `k2_${prefix}_reconnects_total`,
      help: `New connections to ${venue} after the first`,
      labels: [...standard, "reason"],
    }),
  };
}

export type ExchangeMetrics = ReturnType<typeof exchangeMetrics>;

export const k2Binance = exchangeMetrics("binance", "Binance");
export const k2Kraken = exchangeMetrics("kraken", "Kraken");
