package vj.bus.status;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import vj.bus.control.WorkerName;

/// The init system, as far as the workers' units go. The only way to it: nothing outside this
/// package runs an init system's commands.
///
/// Every call is bounded in time and may be made from any thread. Where no init system can be
/// reached every call throws [UnreachableException]; any other `IOException` carries the init
/// system's own words.
public interface ServiceManager {

  /// One entry for each worker, installed or not, in the order of [WorkerName].
  List<ServiceUnit> list() throws IOException;

  /// Starts and waits until the worker says it is ready. A unit that gave up is started as well:
  /// its failure counter is reset first, or the start would be refused.
  void start(WorkerName worker) throws IOException;

  /// Stops and waits. A stopped worker stays stopped.
  void stop(WorkerName worker) throws IOException;

  void restart(WorkerName worker) throws IOException;

  /// As [#stop], but only hands the order over: for the worker that would wait for its own end.
  void stopSoon(WorkerName worker) throws IOException;

  /// As [#restart], but only hands the order over.
  void restartSoon(WorkerName worker) throws IOException;

  /// Forgets earlier failures: the next restart comes after the shortest delay again. Works on a
  /// running unit as well and does not disturb it.
  void reset(WorkerName worker) throws IOException;

  /// What the init system keeps of the workers' lines; [AllLogs] has those of files as well. The
  /// caller closes what it gets.
  LogLines logs(LogRequest request) throws IOException;

  /// Which init system this is, asked anew.
  Facts facts() throws IOException;

  /// Whether workers run while nobody is logged in; empty where that cannot be told. Asked anew.
  Optional<Boolean> startsWithoutLogin();

  /// @param filter which lines
  /// @param lines how many of the latest of these to begin with
  /// @param follow whether to go on with new ones
  record LogRequest(LogFilter filter, int lines, boolean follow) {

    /// @param workers whose lines; none for all
    public LogRequest(List<WorkerName> workers, int lines, boolean follow) {
      this(LogFilter.ALL.of(workers), lines, follow);
    }
  }

  /// @param name for people: `systemd 257`
  /// @param version of the init system; 0 where it does not say
  /// @param watchdog whether it ends and restarts a worker that hangs
  record Facts(String name, int version, boolean watchdog) {}

  /// There is no init system here that manages this user's services, or it cannot be asked.
  final class UnreachableException extends IOException {
    private static final long serialVersionUID = 1L;

    public UnreachableException(String why) {
      super(why);
    }
  }
}
