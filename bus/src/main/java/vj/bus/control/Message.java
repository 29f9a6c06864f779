package vj.bus.control;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// One object on the wire. On the wire every message has `type`; `msg_id` joins an answer to its
/// command. Absent and `null` mean the same.
///
/// Field values are plain Java: `String`, `Long`, `Double`, `Boolean`, `List`, `Map` or `null`, as
/// [Json] reads and writes them. Maps keep the order of the wire.
///
/// Constructors are written out where a component may hold `null`: of compact ones the annotations
/// do not reach the class file, and code elsewhere would be refused a `null` that is allowed.
public sealed interface Message {

  /// Client to worker: do `cmd` with `fields` (everything in the frame but `type`, `msg_id`,
  /// `cmd`).
  record Command(@Nullable String msgId, @Nullable String cmd, Map<String, @Nullable Object> fields)
      implements Message {
    public Command(
        @Nullable String msgId, @Nullable String cmd, Map<String, @Nullable Object> fields) {
      this.msgId = msgId;
      this.cmd = cmd;
      this.fields = Objects.requireNonNull(fields, "fields");
    }
  }

  /// The one final answer to a command.
  record Ack(
      @Nullable String msgId,
      boolean success,
      @Nullable String message,
      @Nullable Map<String, @Nullable Object> data)
      implements Message {}

  /// Zero or more before the [Ack] of a command that streams.
  record Response(@Nullable String msgId, Map<String, @Nullable Object> data) implements Message {
    public Response(@Nullable String msgId, Map<String, @Nullable Object> data) {
      this.msgId = msgId;
      this.data = Objects.requireNonNull(data, "data");
    }
  }

  /// Worker to client, each `heartbeat_interval`. `uptimeSec` in seconds since the process started.
  record Heartbeat(String worker, long pid, double uptimeSec, Map<String, @Nullable Object> stats)
      implements Message {
    public Heartbeat(
        String worker, long pid, double uptimeSec, Map<String, @Nullable Object> stats) {
      this.worker = Objects.requireNonNull(worker, "worker");
      this.pid = pid;
      this.uptimeSec = uptimeSec;
      this.stats = Objects.requireNonNull(stats, "stats");
    }
  }

  /// Worker to the status layer, at start and whenever its socket comes back.
  record Register(String worker, long pid, String socketPath, List<String> oscAddresses)
      implements Message {
    public Register {
      Objects.requireNonNull(worker, "worker");
      Objects.requireNonNull(socketPath, "socketPath");
      oscAddresses = List.copyOf(oscAddresses);
    }
  }

  /// Worker to client, for what could not be taken as a command.
  record ErrorReply(@Nullable String msgId, String error) implements Message {
    public ErrorReply(@Nullable String msgId, String error) {
      this.msgId = msgId;
      this.error = Objects.requireNonNull(error, "error");
    }
  }
}
