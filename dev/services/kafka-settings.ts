import path from "node:path";

/** Where one node finds itself. */
export type KafkaPlace = { folder: string; port: number; controllerPort: number };

/** server.properties of a single KRaft node that is broker and controller, sized for one machine. */
export function kafkaSettings({ folder, port, controllerPort }: KafkaPlace): string {
  const settings: Record<string, string | number> = {
    "process.roles": "broker,controller",
    "node.id": 1,
    listeners: `PLAINTEXT://127.0.0.1:${port},CONTROLLER://127.0.0.1:${controllerPort}`,
    "advertised.listeners": `PLAINTEXT://127.0.0.1:${port}`,
    "controller.listener.names": "CONTROLLER",
    "controller.quorum.voters": `1@127.0.0.1:${controllerPort}`,
    "log.dirs": path.join(folder, "data"),
    // A misspelt topic must fail, not appear.
    "auto.create.topics.enable": "false",
    "num.partitions": 1,
    // One node: nothing can be replicated.
    "default.replication.factor": 1,
    "offsets.topic.replication.factor": 1,
    "transaction.state.log.replication.factor": 1,
    "transaction.state.log.min.isr": 1,
    "share.coordinator.state.topic.replication.factor": 1,
    "share.coordinator.state.topic.min.isr": 1,
    // Few internal partitions: they are opened at every start.
    "offsets.topic.num.partitions": 8,
    "transaction.state.log.num.partitions": 2,
    "share.coordinator.state.topic.num.partitions": 2,
    // Members join at once instead of after 3 s.
    "group.initial.rebalance.delay.ms": 0,
    // After a crash the node waits this long for its own earlier self to be given up.
    "broker.session.timeout.ms": 4_000,
    "broker.heartbeat.interval.ms": 1_000,
    // By size, not by time: captures are years old.
    "log.retention.ms": -1,
    "log.retention.bytes": 1024 ** 3,
    "log.segment.bytes": 64 * 1024 ** 2,
    // The default buffer takes an eighth of a gigabyte of the heap.
    "log.cleaner.dedupe.buffer.size": 8 * 1024 ** 2,
    // A venue's largest snapshot, or a frame gone wrong, must arrive to be accounted for.
    "message.max.bytes": 32 * 1024 ** 2,
    "replica.fetch.max.bytes": 32 * 1024 ** 2,
    "num.network.threads": 2,
    "num.io.threads": 4,
    "background.threads": 4,
  };
  return Object.entries(settings)
    .map(([name, value]) => `${name}=${value}\n`)
    .join("");
}

/** log4j2.properties: warnings, and the lines that tell of start and stop, in a file that stays small. */
export function kafkaLogSettings(folder: string): string {
  return `status = error
appender.file.type = RollingFile
appender.file.name = FILE
appender.file.fileName = ${path.join(folder, "kafka-server.log")}
appender.file.filePattern = ${path.join(folder, "kafka-server.log.%i")}
appender.file.layout.type = PatternLayout
appender.file.layout.pattern = %d %p %m (%c)%n
appender.file.policies.type = Policies
appender.file.policies.size.type = SizeBasedTriggeringPolicy
appender.file.policies.size.size = 10MB
appender.file.strategy.type = DefaultRolloverStrategy
appender.file.strategy.max = 2
rootLogger.level = WARN
rootLogger.appenderRef.file.ref = FILE
logger.server.name = kafka.server.KafkaRaftServer
logger.server.level = INFO
`;
}
