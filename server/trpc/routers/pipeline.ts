import { nowMicros } from "@/server/clock";
import {
  listPartitionStates,
  partitionStatesInput,
  partitionStatesOutput,
} from "@/server/services/pipeline/list-partition-states";
import {
  listWorkerStates,
  workerStatesInput,
  workerStatesOutput,
} from "@/server/services/pipeline/list-worker-states";
import { kafkaStateInput, kafkaStateOutput, readKafka } from "@/server/services/pipeline/read-kafka";
import { readStorage, storageInput, storageOutput } from "@/server/services/pipeline/read-storage";
import { readTotalLag, totalLagInput, totalLagOutput } from "@/server/services/pipeline/read-total-lag";
import { procedure, router } from "@/server/trpc/init";

export const pipelineRouter = router({
  partitions: procedure("viewer")
    .input(partitionStatesInput)
    .output(partitionStatesOutput)
    .query(() => listPartitionStates(nowMicros())),
  workers: procedure("viewer")
    .input(workerStatesInput)
    .output(workerStatesOutput)
    .query(() => listWorkerStates(nowMicros())),
  lag: procedure("viewer")
    .input(totalLagInput)
    .output(totalLagOutput)
    .query(() => readTotalLag()),
  kafka: procedure("viewer")
    .input(kafkaStateInput)
    .output(kafkaStateOutput)
    .query(() => readKafka(nowMicros())),
  storage: procedure("viewer")
    .input(storageInput)
    .output(storageOutput)
    .query(() => readStorage()),
});
