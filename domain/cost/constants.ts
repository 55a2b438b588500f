/** Hours in the month AWS bills by (365 × 24 / 12). */
export const HOURS_PER_MONTH = 730;
/** Seconds in that month. */
export const SECONDS_PER_MONTH = 2_628_000;
/** Decimal gigabyte. AWS meters some services in GiB; the model stays in GB throughout, which overstates those by up to 6.9 %. */
export const BYTES_PER_GB = 1_000_000_000;
/** Largest EBS volume of an MSK Standard broker: 16,384 GiB in GB (MSK quota page, "maximum storage per broker"). */
export const BROKER_DISK_LIMIT_GB = 17_592;
/** From this rate on workers run on EC2 under EKS, below it on Fargate (messages a second). */
export const EC2_WORKERS_FROM_RATE = 100_000;
/** Version of the formulas: a permalink made by another version is told so. */
export const MODEL_VERSION = "1";
