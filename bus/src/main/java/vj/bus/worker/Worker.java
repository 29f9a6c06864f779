package vj.bus.worker;

/// A worker's lifetime is one block.
///
/// `run` opens what it needs in try-with-resources, calls [WorkerContext#ready()], works until it
/// is interrupted, and leaves: leaving the block is the cleanup. It runs on the main thread. The
/// host interrupts it for SIGTERM and for `restart`; after a restart a new worker is made from the
/// settings read anew.
public interface Worker {

  /// @throws InterruptedException when told to stop; the orderly end
  /// @throws Exception for what the worker cannot go on from: logged once, exit 70, and the init
  ///   system starts it again
  void run(WorkerContext context) throws Exception;
}
