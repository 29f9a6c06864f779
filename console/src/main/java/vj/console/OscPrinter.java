package vj.console;

import java.net.InetSocketAddress;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import vj.bus.control.Message.Heartbeat;
import vj.bus.status.LiveFeed;
import vj.bus.telemetry.OscDatagram.Timed;
import vj.bus.telemetry.OscMessage;
import vj.bus.telemetry.OscMessage.TimeTag;
import vj.bus.telemetry.OscReceiver;
import vj.bus.telemetry.PlainOsc;

/// Prints messages on the main thread as they come in on others.
///
/// @param waiting what has come and is not yet printed: messages, and notes about the feed; what
///   does not fit is dropped and counted
record OscPrinter(Shell shell, boolean json, BlockingQueue<Line> waiting, AtomicLong dropped)
    implements LiveFeed.Listener {

  /// A second of every worker at full rate. A terminal that is slower gets what it can take.
  static final int WAITING = 2_000;

  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss.SSS");

  OscPrinter(Shell shell, boolean json, BlockingQueue<Line> waiting) {
    this(shell, json, waiting, new AtomicLong());
  }

  /// Something to print.
  sealed interface Line {}

  private record Received(Instant at, String sender, Timed timed) implements Line {}

  private record Note(String text) implements Line {}

  OscReceiver.Handler matching(Predicate<String> wanted) {
    return (message, sender, timeTag, _) -> {
      if (wanted.test(message.address())) {
        offer(new Received(Instant.now(), name(sender), new Timed(message, timeTag)));
      }
    };
  }

  private void offer(Line line) {
    if (!waiting.offer(line)) {
      dropped.incrementAndGet();
    }
  }

  private static String name(InetSocketAddress sender) {
    return sender.getAddress().getHostAddress() + ":" + sender.getPort();
  }

  @Override
  public void subscribed(String worker) {
    offer(new Note("listening to " + worker));
  }

  @Override
  public void gone(String worker, String why) {
    offer(new Note("lost %s: %s; waiting for it".formatted(worker, why)));
  }

  @Override
  public void heard(Heartbeat heartbeat) {}

  /// Until `most` messages are printed, nobody reads any more, or the thread is interrupted.
  void print(long most) throws InterruptedException {
    long printed = 0;
    while (printed < most) {
      Line line = waiting.take();
      switch (line) {
        case Note note -> shell.err().println(shell.paint().dim(SafeText.of(note.text())));
        case Received received -> {
          print(received);
          printed++;
        }
      }
      tellDropped();
      shell.err().flush();
      // Flushed when there is time for it; checkError also tells that `head` has seen enough.
      if (waiting.isEmpty() && shell.out().checkError()) {
        return;
      }
    }
    shell.out().flush();
  }

  private void tellDropped() {
    long lost = waiting.isEmpty() ? dropped.getAndSet(0) : 0;
    if (lost > 0) {
      shell.err().println("vj: %d messages came faster than they could be printed".formatted(lost));
    }
  }

  private void print(Received received) {
    if (json) {
      double timestamp = received.at().toEpochMilli() / 1_000.0;
      shell.json(PlainOsc.message(received.timed(), timestamp, received.sender()));
      return;
    }
    OscMessage message = received.timed().message();
    TimeTag timeTag = received.timed().timeTag();
    StringBuilder line = new StringBuilder();
    line.append(
        shell.paint().dim(LocalTime.ofInstant(received.at(), ZoneId.systemDefault()).format(TIME)));
    line.append("  ").append(shell.paint().strong(SafeText.of(message.address())));
    line.append("  ").append(shell.paint().dim(SafeText.of(message.typeTags())));
    for (Object argument : message.arguments()) {
      line.append(' ').append(OscText.print(argument));
    }
    if (!timeTag.equals(TimeTag.IMMEDIATELY)) {
      line.append(shell.paint().dim("  for " + PlainOsc.text(timeTag)));
    }
    shell.out().println(line);
  }
}
