package vj.workers.status;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import vj.bus.control.Answer;
import vj.bus.control.Connection;
import vj.bus.control.Message.Register;
import vj.bus.control.WorkerName;
import vj.bus.status.Ending;
import vj.bus.status.Hearing;
import vj.bus.status.Probe.Absent;
import vj.bus.status.ServiceUnit.Phase;
import vj.bus.status.Snapshot;
import vj.bus.status.WorkerStatus;

@Timeout(60)
class TailsTest {

  /// A client that keeps what it was sent.
  private static final class Client implements Connection {
    private final BlockingQueue<Map<?, ?>> frames = new LinkedBlockingQueue<>();
    private final List<Answer> answers = new CopyOnWriteArrayList<>();
    private volatile int waiting;
    private final AtomicReference<@Nullable Resource> attached = new AtomicReference<>();

    @Override
    public void heartbeats(boolean wanted) {}

    @Override
    public void heartbeatEvery(Duration interval) {}

    @Override
    public boolean respond(@Nullable String msgId, Map<String, @Nullable Object> data) {
      return data.get("workers") instanceof Map<?, ?> workers && frames.add(workers);
    }

    @Override
    public int waiting() {
      return waiting;
    }

    @Override
    public void complete(@Nullable String msgId, Answer answer) {
      answers.add(answer);
    }

    @Override
    public void attach(String key, @Nullable Resource resource) {
      Resource before = attached.getAndSet(resource);
      if (before != null) {
        before.close();
      }
    }

    private Map<?, ?> next() throws InterruptedException {
      return Objects.requireNonNull(frames.poll(20, TimeUnit.SECONDS), "no frame");
    }

    /// The next that is no mere sign of life.
    private Map<?, ?> change() throws InterruptedException {
      Map<?, ?> next = next();
      while (next.isEmpty()) {
        next = next();
      }
      return next;
    }
  }

  @Test
  void beginsWithThePresentStateAndTellsEachChangeUntilItIsStopped() throws Exception {
    var services = new ScriptedServices().show(WorkerName.AUDIO, Phase.STOPPED);
    var client = new Client();
    try (StatusRig rig = new StatusRig(services, Map.of())) {
      Answer begun = rig.command("tail", Map.of(), client);
      Map<?, ?> first = client.next();
      services.show(WorkerName.AUDIO, Phase.RUNNING);
      rig.desk().register(new Register("audio_analyzer", 1, "/x", List.of()));
      Map<?, ?> change = client.change();
      Answer stopped = rig.command("tail_stop", Map.of(), client);

      assertSame(Answer.LATER, begun);
      assertEquals(6, first.size());
      assertEquals(Set.of("audio_analyzer"), change.keySet());
      assertTrue(
          change.get("audio_analyzer") instanceof Map<?, ?> audio
              && "active".equals(audio.get("state")));
      assertEquals(List.of(Answer.done("the tail has ended")), client.answers);
      assertEquals(Answer.done("Tail stopped"), stopped);
    }
  }

  @Test
  void endsTheFirstTailOfAConnectionWithItsSecond() throws Exception {
    var client = new Client();
    try (StatusRig rig = new StatusRig(new ScriptedServices(), Map.of())) {
      rig.command("tail", Map.of(), client);
      rig.command("tail", Map.of(), client);

      assertEquals(1, client.answers.size());
      assertEquals(6, client.next().size());
      assertEquals(6, client.next().size());
    }
  }

  @Test
  void givesASignOfLifeWhileNothingHappens() throws Exception {
    var client = new Client();
    try (StatusRig rig = new StatusRig(new ScriptedServices(), Map.of())) {
      rig.command("tail", Map.of(), client);
      client.next();

      assertEquals(Map.of(), client.next());
    }
  }

  @Test
  void tellsASlowClientTheLatestStateOnceItReads() {
    var nanos = new ManualNanos();
    var board = new Board();
    var tails = new Tails(board, nanos);
    var client = new Client();
    tails.begin("1", client);
    client.frames.clear();
    client.waiting = 1;
    for (int change = 0; change < 100; change++) {
      board.show(picture(change % 2 == 0 ? Phase.STOPPED : Phase.RUNNING));
      tails.turn();
    }
    int meanwhile = client.frames.size();
    client.waiting = 0;
    tails.turn();
    tails.turn();

    assertEquals(0, meanwhile);
    assertEquals(1, client.frames.size());
    assertTrue(String.valueOf(client.frames.peek()).contains("state=active"));
  }

  private static Snapshot picture(Phase phase) {
    var status =
        new WorkerStatus(
            "audio_analyzer",
            Optional.of(WorkerName.AUDIO),
            Optional.of(ScriptedServices.unit(WorkerName.AUDIO, phase, 0, Ending.NONE)),
            new Absent(),
            Hearing.NONE,
            Optional.empty(),
            Optional.empty());
    return new Snapshot(Optional.empty(), Optional.empty(), List.of(status));
  }

  @Test
  void endsWithTheWorkersBlock() throws Exception {
    var client = new Client();
    try (StatusRig rig = new StatusRig(new ScriptedServices(), Map.of())) {
      rig.command("tail", Map.of(), client);
    }

    assertEquals(1, client.answers.size());
  }
}
