package vj.bus.control;

/// Makes the threads of a server.
final class ClientThread {

  /// They read, decode (nesting is bounded) and call a handler; 64 clients have 128 of them.
  private static final long STACK_BYTES = 256 * 1024;

  private ClientThread() {}

  /// Not started. A daemon: a process whose main thread has ended ends.
  static Thread make(String name, Runnable body) {
    return Thread.ofPlatform().name(name).daemon().stackSize(STACK_BYTES).unstarted(body);
  }
}
