package vj.bus.control;

import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One client of a [ControlServer], as a command sees it. Safe from any thread.
public interface Connection {

  /// From now on this client gets heartbeats (or no longer does), whatever it has sent before.
  void heartbeats(boolean wanted);

  /// As [#heartbeats] with `true`, but one every `interval`, whatever the server's own is.
  void heartbeatEvery(Duration interval);

  /// Puts a `response` frame in the client's outbound queue.
  ///
  /// @return false if the queue is full or the client has gone: the producer stops
  boolean respond(@Nullable String msgId, Map<String, @Nullable Object> data);

  /// How many frames wait for the client to read. Who streams pauses while there are some, and so
  /// never comes to where [#respond] gives a slow client up.
  int waiting();

  /// Puts the final answer to a command in the client's outbound queue, whose handler has returned
  /// [Answer#LATER]. Once for each such command; a [Resource] may still do it when it is closed.
  void complete(@Nullable String msgId, Answer answer);

  /// As [#complete], from the handler itself, whose thread may wait: for a client that is slow to
  /// read, as with an answer that a handler returns. Afterwards nothing holds `answer` any more.
  default void completeNow(@Nullable String msgId, Answer answer) {
    complete(msgId, answer);
  }

  /// Ties `resource` to this connection: it is closed when the connection ends, for whatever
  /// reason, or at once if it has ended already. A second resource under the same `key` closes and
  /// replaces the first; `null` only closes it.
  void attach(String key, @Nullable Resource resource);

  /// Something that lives no longer than its connection.
  @FunctionalInterface
  interface Resource {
    /// Idempotent; never blocks for long.
    void close();
  }
}
