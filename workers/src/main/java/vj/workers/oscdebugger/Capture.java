package vj.workers.oscdebugger;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vj.bus.status.LiveFeed;
import vj.bus.telemetry.MalformedSenders;
import vj.bus.telemetry.OscDatagram;
import vj.bus.telemetry.OscFormatException;
import vj.bus.telemetry.OscReader;
import vj.bus.worker.Settings;
import vj.bus.worker.WorkerCommand;

/// The capturing itself: sockets → [Intake] → [DatagramRing] and [AddressStats], and the commands
/// that show what is in them.
final class Capture implements DeskPart {

  private static final Logger log = LoggerFactory.getLogger(Capture.class);

  /// Of the ring, for each datagram of its capacity: twice what our own workers send.
  private static final int DATAGRAM_BYTES = 128;

  private final DatagramRing ring;
  private final Intake intake;
  private final PublicPort publicPort;
  private final WorkerInlets workerInlets;
  private final Tails tails;
  private final AddressStats stats = new AddressStats();
  private final MalformedSenders malformed = new MalformedSenders();
  private final KernelDrops drops = new KernelDrops(Path.of("/proc/net"));
  private final Set<String> heard = new ConcurrentSkipListSet<>();
  private final List<WorkerCommand> commands;
  private volatile OscDebuggerSettings settings;

  private Capture(OscDebuggerSettings settings, DatagramRing ring) throws IOException {
    this.settings = settings;
    this.ring = ring;
    this.intake = Intake.open(this::take);
    this.publicPort = new PublicPort(intake);
    this.workerInlets = new WorkerInlets(intake);
    this.tails = new Tails(ring);
    this.commands = new CaptureCommands(ring, stats, tails, System::nanoTime).all();
  }

  static DatagramRing ring(OscDebuggerSettings settings) {
    return new DatagramRing(settings.capacity(), settings.capacity() * DATAGRAM_BYTES);
  }

  /// @throws IOException if the process has no descriptors left
  static Capture open(OscDebuggerSettings settings, DatagramRing ring) throws IOException {
    return new Capture(settings, ring);
  }

  /// What is asked of each worker.
  LiveFeed.Wish wish() {
    return workerInlets;
  }

  @Override
  public void start() {
    intake.start();
    tails.start();
  }

  /// On the thread of the intake. What is no OSC is kept as well, and counted apart: a take and the
  /// flight recorder have every datagram.
  private void take(ByteBuffer datagram, Sender sender, long nanos, long millis) {
    ring.append(datagram, sender, nanos, millis);
    OscDatagram read;
    try {
      read = OscReader.read(datagram);
    } catch (OscFormatException e) {
      malformed.count(sender.address().getAddress(), e);
      return;
    }
    stats.count(read, sender, nanos);
  }

  @Override
  public void settings(Settings changed) {
    OscDebuggerSettings wanted = OscDebuggerSettings.from(changed);
    if (wanted.capacity() != settings.capacity()) {
      ring.resize(wanted.capacity(), wanted.capacity() * DATAGRAM_BYTES);
    }
    settings = wanted;
    publicPort.listen(wanted.oscEnabled() ? wanted.oscPort() : 0, System.nanoTime());
  }

  /// For people.
  String doing() {
    String where = settings.oscEnabled() ? "UDP port " + settings.oscPort() : "no port of its own";
    return "hears %s and %s".formatted(heard.isEmpty() ? "no worker" : names(), where);
  }

  private String names() {
    return String.join(", ", heard);
  }

  @Override
  public void turn(long nowNanos) {
    publicPort.turn(nowNanos);
    drops.turn(intake.inlets(), nowNanos);
  }

  /// Whether what arrives is read: the work of the worker.
  boolean works(long nowNanos) {
    return intake.turns(nowNanos);
  }

  @Override
  public Optional<String> trouble() {
    String troubles =
        Stream.of(intake.trouble(System.nanoTime()), publicPort.trouble(), workerInlets.trouble())
            .flatMap(Optional::stream)
            .collect(Collectors.joining("; "));
    return Optional.of(troubles).filter(text -> !text.isEmpty());
  }

  @Override
  public void subscribed(String worker) {
    heard.add(worker);
    log.info("hears {}", worker);
  }

  @Override
  public void gone(String worker, String why) {
    heard.remove(worker);
    log.info("{} is not heard: {}", worker, why);
  }

  @Override
  public void clear() {
    ring.clear();
    stats.clear();
  }

  @Override
  public List<WorkerCommand> commands() {
    return commands;
  }

  @Override
  public void state(Map<String, @Nullable Object> data) {
    data.put("osc_enabled", settings.oscEnabled());
    data.put("logging_enabled", settings.loggingEnabled());
    data.put("capacity", (long) settings.capacity());
    data.put("addresses", (long) stats.addresses());
    data.put("discarded", stats.discarded());
    data.put("workers_heard", List.copyOf(heard));
    Map<String, @Nullable Object> senders = new TreeMap<>();
    malformed.bySender().forEach((sender, count) -> senders.put(sender.getHostAddress(), count));
    data.put("malformed_senders", senders);
    data.put("sockets", intake.inlets().stream().map(this::socket).toList());
  }

  private Map<String, @Nullable Object> socket(Inlet inlet) {
    Map<String, @Nullable Object> socket = new LinkedHashMap<>();
    socket.put("worker", inlet.worker());
    socket.put("port", (long) inlet.port());
    socket.put("receive_buffer", (long) inlet.granted());
    socket.put("kernel_drops", plain(drops.at(inlet)));
    return socket;
  }

  /// The first two are what clients of the system before this one know.
  @Override
  public void gauges(Map<String, @Nullable Object> stats) {
    stats.put("osc_port", (long) settings.oscPort());
    stats.put("message_count", this.stats.messages());
    stats.put("messages_per_sec", Math.rint(this.stats.rate(System.nanoTime()) * 10) / 10);
    stats.put("kept", (long) ring.size());
    stats.put("malformed", malformed.total());
    stats.put("failed", intake.failed());
    stats.put("kernel_drops", plain(drops.total()));
    stats.put("receive_buffer", receiveBuffer());
  }

  /// The smallest there is.
  private @Nullable Object receiveBuffer() {
    List<Integer> granted = new ArrayList<>(intake.inlets().stream().map(Inlet::granted).toList());
    return granted.stream().min(Integer::compare).map(Integer::longValue).orElse(null);
  }

  private static @Nullable Object plain(OptionalLong count) {
    return count.isPresent() ? count.getAsLong() : null;
  }

  @Override
  public void close() {
    tails.close();
    intake.close();
  }
}
