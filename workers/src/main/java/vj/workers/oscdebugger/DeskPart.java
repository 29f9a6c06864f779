package vj.workers.oscdebugger;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vj.bus.control.Message.Heartbeat;
import vj.bus.status.LiveFeed;
import vj.bus.worker.Settings;
import vj.bus.worker.WorkerCommand;

/// Something that the worker does beside capturing, with commands of its own: it follows the ring
/// on a thread of its own, and is told what becomes of the other workers.
///
/// The worker starts its parts before it is ready, and closes them in reverse when it ends. The
/// methods of [LiveFeed.Listener] are called on the thread `subscriptions`, [#settings], [#turn]
/// and [#trouble] on the main thread, the others on any.
public interface DeskPart extends LiveFeed.Listener, AutoCloseable {

  /// Opens what it needs. Called once; what fails is left to [#trouble] to tell, and tried again by
  /// the part itself.
  void start();

  /// Its commands; the same list each time.
  default List<WorkerCommand> commands() {
    return List.of();
  }

  /// Added to `get_state`'s data.
  default void state(Map<String, @Nullable Object> data) {}

  /// Added to a heartbeat's `stats`.
  default void gauges(Map<String, @Nullable Object> stats) {}

  /// The settings have changed; also called once before [#start].
  default void settings(Settings settings) {}

  /// Shows nothing more of what was captured; what is being written to files stays whole. Called on
  /// any thread.
  default void clear() {}

  /// A turn of the main thread, four in a second, for what is to be looked after. Does not wait.
  default void turn(long nowNanos) {}

  /// Why it cannot do its job, with the cure. Asked after each [#turn]; changes nothing.
  default Optional<String> trouble() {
    return Optional.empty();
  }

  @Override
  default void subscribed(String worker) {}

  @Override
  default void gone(String worker, String why) {}

  @Override
  default void heard(Heartbeat heartbeat) {}

  /// Idempotent.
  @Override
  void close();
}
