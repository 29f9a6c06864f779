package vj.bus.worker;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vj.bus.control.Message.Register;
import vj.bus.telemetry.Telemetry;

/// What a running worker may ask of its host. Safe from any thread.
public interface WorkerContext {

  /// The effective settings now. `set_config` replaces the value; a loop that reads it each turn
  /// and compares by identity sees every change.
  Settings settings();

  Telemetry telemetry();

  /// Hands the worker's own commands, state and gauges to the control socket. Called before
  /// [#ready()].
  void serve(WorkerDesk desk);

  /// The worker does its job from here on: READY=1, status `running`.
  void ready();

  /// Progress of the loop that does the work. The watchdog is fed only while this is called; cheap
  /// and without garbage.
  void progress();

  /// One line for people about what the worker is doing: STATUS= and `get_state`.
  void doing(String text);

  /// The worker stays up but cannot do its job: status `degraded`, `last_error` = `why`. The same
  /// `why` again changes nothing.
  void degraded(String why);

  /// The job is done again: status `running`. `last_error` is cleared.
  void recovered();

  /// A worker's own part of the control plane. All methods may be called from any thread.
  interface WorkerDesk {

    /// The worker's own commands; the host answers the common ones itself.
    List<WorkerCommand> commands();

    /// Added to `get_state`'s data.
    default void state(Map<String, @Nullable Object> data) {}

    /// Another worker has said that it is there.
    ///
    /// @return false if this worker takes no registrations
    default boolean register(Register message) {
      return false;
    }

    /// Added to a heartbeat's `stats`.
    default void gauges(Map<String, @Nullable Object> stats) {}
  }
}
