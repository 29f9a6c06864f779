package vj.workers.oscdebugger;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import vj.bus.control.Answer;
import vj.bus.control.Connection;
import vj.bus.control.Message.Command;
import vj.bus.telemetry.OscDatagram.Timed;
import vj.bus.telemetry.OscFormatException;
import vj.bus.telemetry.OscReader;
import vj.bus.worker.WorkerCommand;

/// `get_messages`, `get_stats`, `tail`, `tail_stop`: what was captured, asked for by clients.
final class CaptureCommands {

  private static final long MOST_MESSAGES = 1000;
  private static final long USUAL_MESSAGES = 50;

  private final DatagramRing ring;
  private final AddressStats stats;
  private final Tails tails;
  private final LongSupplier nanos;
  private final Semaphore room = new Semaphore(1, true); // for one large answer in the heap

  CaptureCommands(DatagramRing ring, AddressStats stats, Tails tails, LongSupplier nanos) {
    this.ring = ring;
    this.stats = stats;
    this.tails = tails;
    this.nanos = nanos;
  }

  /// Those that may have to look at the whole ring are slow.
  List<WorkerCommand> all() {
    return List.of(
        WorkerCommand.slow("get_messages", refusing(alone(this::messages))),
        WorkerCommand.slow("get_stats", refusing(alone(this::stats))),
        WorkerCommand.quick("tail", refusing(this::tail)),
        WorkerCommand.quick("tail_stop", refusing((_, connection) -> tails.stop(connection))));
  }

  /// What a client asks for may be its fault.
  @FunctionalInterface
  private interface Asking {
    Answer answer(Command command, Connection connection) throws Asked.Refused;
  }

  /// A command whose answer may be large.
  @FunctionalInterface
  private interface Question {
    Answer answer(Command command) throws Asked.Refused;
  }

  /// One at a time, for all clients, until the answer is a frame: as objects it is several times as
  /// large, and the heap has room for one.
  private Asking alone(Question question) {
    return (command, connection) -> {
      try {
        room.acquire();
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
        return Answer.refused("the worker ends");
      }
      try {
        connection.completeNow(command.msgId(), question.answer(command));
        return Answer.LATER;
      } finally {
        room.release();
      }
    };
  }

  private static WorkerCommand.Action refusing(Asking asking) {
    return (command, connection) -> {
      try {
        return asking.answer(command, connection);
      } catch (Asked.Refused refused) {
        return Answer.refused(refused.why());
      }
    };
  }

  private Answer tail(Command command, Connection connection) throws Asked.Refused {
    Asked asked = new Asked(command);
    return tails.begin(
        command.msgId(), connection, asked.filter(), asked.count(Long.MAX_VALUE, Long.MAX_VALUE));
  }

  /// The newest, last: found from the newest back, so that the usual question costs little.
  private Answer messages(Command command) throws Asked.Refused {
    Asked asked = new Asked(command);
    long count = asked.count(MOST_MESSAGES, USUAL_MESSAGES);
    Filter filter = asked.filter();
    double since = asked.since();
    AnswerRoom room = AnswerRoom.of(command.msgId());
    List<Map<String, @Nullable Object>> found = new ArrayList<>();
    boolean truncated = false;
    DatagramRing.Rewind rewind = ring.rewind();
    for (Optional<Captured> each = rewind.read();
        !truncated && found.size() < count && each.isPresent() && each.get().millis() >= since;
        each = rewind.read()) {
      truncated = !add(each.get(), filter, room, count, found);
    }
    Map<String, @Nullable Object> data = new LinkedHashMap<>();
    data.put("messages", found.reversed());
    data.put("total_count", stats.messages());
    data.put("truncated", truncated);
    return Answer.of(data);
  }

  /// Adds what a datagram holds, the last message first.
  ///
  /// @return false if there was no room for one of them
  private static boolean add(
      Captured captured,
      Filter filter,
      AnswerRoom room,
      long count,
      List<Map<String, @Nullable Object>> found) {
    for (Timed timed : timed(captured).reversed()) {
      if (found.size() < count && filter.takes(timed.message())) {
        Map<String, @Nullable Object> plain = PlainOsc.message(timed.message(), captured);
        if (!room.take(plain)) {
          return false;
        }
        found.add(plain);
      }
    }
    return true;
  }

  /// What a captured datagram holds; nothing if it is no OSC.
  static List<Timed> timed(Captured captured) {
    try {
      return OscReader.read(ByteBuffer.wrap(captured.datagram())).messages();
    } catch (OscFormatException _) {
      return List.of(); // counted as it came
    }
  }

  private Answer stats(Command command) throws Asked.Refused {
    Filter filter = new Asked(command).filter();
    AnswerRoom room = AnswerRoom.of(command.msgId());
    List<Map<String, @Nullable Object>> lines = new ArrayList<>();
    boolean truncated = false;
    long now = nanos.getAsLong();
    for (String address : stats.addresses(filter)) {
      Map<String, @Nullable Object> line = stats.line(address, now);
      if (!line.isEmpty()) {
        truncated |= !room.take(line);
        if (truncated) {
          break;
        }
        lines.add(line);
      }
    }
    Map<String, @Nullable Object> data = new LinkedHashMap<>();
    data.put("addresses", lines);
    data.put("total_count", stats.messages());
    data.put("other_count", stats.others());
    data.put("truncated", truncated);
    return Answer.of(data);
  }
}
