package vj.workers.playback.virtualdj;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vj.bus.telemetry.OscMessage;
import vj.bus.telemetry.OscMessage.TimeTag;
import vj.bus.telemetry.OscReceiver;
import vj.bus.telemetry.Target;
import vj.bus.telemetry.TelemetrySender;
import vj.workers.playback.Backend;

/// What VirtualDJ plays according to itself, over OSC (PRO licence): the deck that is heard, its
/// true position, play state and tempo.
///
/// The thread `virtualdj-osc` asks and decides; the receiver's thread only hands over. VirtualDJ
/// may come and go: while it is silent, it is asked once a second whether it is there.
final class OscBackend implements Backend {

  private static final Logger LOG = LoggerFactory.getLogger(OscBackend.class);

  /// How often the port is tried that another program holds.
  private static final long EACH_BINDING = TimeUnit.SECONDS.toNanos(5);

  /// Some seconds of answers; more come from a sender gone wild and are dropped.
  private static final int MOST_WAITING = 1024;

  /// Answers taken before what they say is reported.
  private static final int MOST_AT_ONCE = 256;

  private record Heard(DeckAnswer answer, long nanos) {}

  private final VirtualDjSettings settings;
  private final LongSupplier nanos;
  private final Reports reports;
  private final BlockingQueue<Heard> waiting = new ArrayBlockingQueue<>(MOST_WAITING);
  private final LongAdder dropped = new LongAdder();
  private final Thread thread;
  private volatile Map<String, Object> shown = Map.of("answers", false);

  /// @param nanos the clock of [System#nanoTime]
  OscBackend(VirtualDjSettings settings, LongSupplier nanos, Reports reports) {
    this.settings = settings;
    this.nanos = nanos;
    this.reports = reports;
    this.thread = Thread.ofPlatform().daemon().name("virtualdj-osc").unstarted(this::run);
  }

  @Override
  public String name() {
    return "osc";
  }

  @Override
  public void start() {
    thread.start();
  }

  @Override
  public void state(Map<String, @Nullable Object> data) {
    Map<String, Object> osc = new LinkedHashMap<>(shown);
    osc.put("dropped", dropped.sum());
    data.put("osc", osc);
  }

  @Override
  public void close() {
    Closing.end(thread);
  }

  private void run() {
    try (TelemetrySender sender = new TelemetrySender(nanos)) {
      sender.targets(List.of(Target.of(settings.oscHost(), settings.oscPort())));
      sender.start();
      DeckRequests requests = new DeckRequests(sender);
      while (true) {
        converse(requests);
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt(); // closed
    }
  }

  /// As long as the port for the answers can be had.
  private void converse(DeckRequests requests) throws InterruptedException {
    try (OscReceiver receiver = new OscReceiver(settings.answersTo(), nanos, this::received)) {
      receiver.start();
      var conversation = new Conversation(requests, reports, silence(), nanos.getAsLong());
      while (true) {
        conversation.turn(nanos.getAsLong());
        shown = conversation.shown();
        Heard heard = waiting.poll(conversation.pause(nanos.getAsLong()), TimeUnit.NANOSECONDS);
        for (int taken = 0; heard != null && taken < MOST_AT_ONCE; taken++) {
          conversation.hear(heard.answer(), heard.nanos());
          heard = waiting.poll();
        }
      }
    } catch (IOException e) {
      noPort(
          "%s, where VirtualDJ's answers come: free the port, or set another as osc_port_back and"
                  .formatted(e.getMessage())
              + " as VirtualDJ's oscPortBack");
      TimeUnit.NANOSECONDS.sleep(EACH_BINDING);
    }
  }

  private void noPort(String why) {
    if (!why.equals(shown.get("trouble"))) {
      LOG.warn(why);
    }
    shown = Map.of("answers", false, "trouble", why);
    reports.trouble(why);
  }

  private String silence() {
    return "VirtualDJ does not answer on %s port %d: set its oscPort to that (it needs PRO) and its"
            .formatted(settings.oscHost(), settings.oscPort())
        + " oscPortBack to %d".formatted(settings.oscPortBack());
  }

  /// On the receiver's thread.
  private void received(
      OscMessage message, InetSocketAddress sender, TimeTag timeTag, long receivedNanos) {
    Optional<DeckAnswer> answer = DeckAnswer.of(message);
    if (answer.isPresent() && !waiting.offer(new Heard(answer.get(), receivedNanos))) {
      dropped.increment();
    }
  }
}
