// Loaded into a command before its own code. The channel to bootstrap closes when bootstrap dies, even by SIGKILL: the
// command then stops as if it had been told to, instead of living on unseen.
process.channel?.unref();
process.once("disconnect", () => process.kill(process.pid, "SIGTERM"));
// Registering the listener above has taken a hold on the channel again.
process.channel?.unref();
