import { statfsSync } from "node:fs";

/** Smaller than this, and a parallel query can fail for want of shared memory. */
const ENOUGH_SHARED_MEMORY = 512 * 1024 * 1024;

/** Settings for ingest on one machine. Durability is the server's default: a commit is on disk. */
export function postgresSettings(options: { unsafe: boolean }): Record<string, string> {
  return {
    max_connections: "200",
    shared_buffers: "256MB",
    effective_cache_size: "1GB",
    work_mem: "16MB",
    maintenance_work_mem: "128MB",
    wal_buffers: "16MB",
    // Room for minutes of COPY between checkpoints.
    max_wal_size: "2GB",
    min_wal_size: "256MB",
    checkpoint_timeout: "15min",
    checkpoint_completion_target: "0.9",
    random_page_cost: "1.1",
    // Short statements: compiling them costs more than it saves.
    jit: "off",
    timezone: "UTC",
    log_timezone: "UTC",
    log_line_prefix: "%m [%p] %a ",
    log_checkpoints: "off",
    ...(sharedMemoryIsSmall() ? { dynamic_shared_memory_type: "mmap" } : {}),
    ...(options.unsafe ? { fsync: "off", full_page_writes: "off" } : {}),
  };
}

// Containers get 64 MB of /dev/shm unless told otherwise.
function sharedMemoryIsSmall(): boolean {
  try {
    const { bsize, blocks } = statfsSync("/dev/shm");
    return bsize * blocks < ENOUGH_SHARED_MEMORY;
  } catch {
    return false;
  }
}
