package vj.bus.worker;

import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vj.bus.control.Answer;
import vj.bus.control.CommandHandler;
import vj.bus.control.Connection;
import vj.bus.control.ControlServer;
import vj.bus.control.Message.Command;
import vj.bus.control.Message.Register;

/// Answers commands: the ones that all workers have, then the worker's own.
final class ControlDesk implements CommandHandler {

  private static final Logger log = LoggerFactory.getLogger(ControlDesk.class);

  private final WorkerKind kind;
  private final Configuration configuration;
  private final WorkerState state;
  private final WorkerRuns runs;
  private final Subscriptions subscriptions;
  private volatile @Nullable ControlServer server;

  private final Object changing = new Object(); // one change of the configuration at a time

  ControlDesk(WorkerKind kind, Configuration configuration, WorkerState state, WorkerRuns runs) {
    this.kind = kind;
    this.configuration = configuration;
    this.state = state;
    this.runs = runs;
    this.subscriptions = new Subscriptions(state);
  }

  /// The server whose heartbeat interval follows the settings; it and the desk need each other.
  void attach(ControlServer server) {
    this.server = server;
  }

  @Override
  public Answer handle(Command command, Connection connection) {
    state.commandHandled();
    String cmd = Objects.requireNonNull(command.cmd(), "the server answers a command without cmd");
    return switch (cmd) {
      case "get_state" -> Answer.of(state.describe());
      case "ping" -> Answer.of(Map.of("received_ns", System.nanoTime()));
      case "set_config" -> change(command);
      case "restart" -> restart();
      case "subscribe" -> subscriptions.subscribe(command, connection);
      case "unsubscribe" -> subscriptions.unsubscribe(command, connection);
      default -> own(cmd, command, connection);
    };
  }

  @Override
  public boolean register(Register message) {
    return state.desk().register(message);
  }

  @Override
  public boolean slow(Command command) {
    String cmd = command.cmd();
    return Objects.equals(cmd, "restart")
        || state.desk().commands().stream().anyMatch(own -> own.slow() && own.name().equals(cmd));
  }

  private Answer own(String cmd, Command command, Connection connection) {
    for (WorkerCommand own : state.desk().commands()) {
      if (own.name().equals(cmd)) {
        return own.action().answer(command, connection);
      }
    }
    return Answer.refused(
        state.isReady()
            ? "Unknown command: " + cmd
            : "%s is starting and does not know %s yet: try again"
                .formatted(kind.name().unit(), cmd));
  }

  private Answer change(Command command) {
    if (command.fields().isEmpty()) {
      return Answer.refused("set_config names no key");
    }
    synchronized (changing) {
      try {
        Settings changed = configuration.change(command.fields(), "set_config");
        state.change(changed);
        apply(changed);
        Map<String, @Nullable Object> data = new LinkedHashMap<>();
        data.put("config", changed.effective());
        return new Answer(true, "Config updated", data);
      } catch (SettingsException e) {
        return Answer.refused(String.valueOf(e.getMessage()));
      } catch (IOException e) {
        return Answer.refused(
            "cannot save %s: %s; nothing was changed".formatted(configuration.ownFile(), e));
      }
    }
  }

  private Answer restart() {
    try {
      configuration.load();
    } catch (SettingsException e) {
      return Answer.refused(
          "%s; %s goes on as it was".formatted(e.getMessage(), kind.name().unit()));
    }
    return runs.restart(this::reread);
  }

  /// The configuration as it is now, in effect.
  private Settings reread() {
    synchronized (changing) {
      try {
        Settings fresh = configuration.load();
        apply(fresh);
        return fresh;
      } catch (SettingsException e) {
        log.error(
            "the configuration broke during the restart, the old one stays: {}", e.getMessage());
        return state.settings();
      }
    }
  }

  /// Puts the common settings into effect; the worker's own are its block's business.
  void apply(Settings settings) {
    Logs.level(settings.get(CommonSettings.LOG_LEVEL));
    state.sender().targets(settings.get(CommonSettings.TARGETS));
    ControlServer current = server;
    if (current != null) {
      double seconds = settings.get(CommonSettings.HEARTBEAT_INTERVAL);
      current.heartbeatInterval(Duration.ofNanos((long) (seconds * 1e9)));
    }
  }
}
