package vj.workers.status;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import vj.bus.control.Answer;
import vj.bus.control.Connection;
import vj.bus.control.Message.Command;
import vj.bus.control.Message.Register;
import vj.bus.control.WorkerName;
import vj.bus.status.ServiceUnit.Phase;

@Timeout(60)
class TailCommandTest {

  /// A client that keeps what it was sent.
  private static final class Client implements Connection {
    private final BlockingQueue<Map<?, ?>> frames = new LinkedBlockingQueue<>();
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
    public void attach(String key, @Nullable Resource resource) {
      attached.set(resource);
    }

    private Map<?, ?> next() throws InterruptedException {
      return Objects.requireNonNull(frames.poll(20, TimeUnit.SECONDS), "no frame");
    }

    private void leave() {
      Objects.requireNonNull(attached.get()).close();
    }
  }

  private static FutureTask<Answer> tail(StatusRig rig, Client client) {
    var task = new FutureTask<>(() -> rig.command("tail", Map.of(), client));
    Thread.ofPlatform().daemon().name("tail").start(task);
    return task;
  }

  @Test
  void beginsWithThePresentStateAndTellsEachChangeUntilItsClientLeaves() throws Exception {
    var services = new ScriptedServices().show(WorkerName.AUDIO, Phase.STOPPED);
    var client = new Client();
    try (StatusRig rig = new StatusRig(services, Map.of())) {
      FutureTask<Answer> tail = tail(rig, client);
      Map<?, ?> first = client.next();
      services.show(WorkerName.AUDIO, Phase.RUNNING);
      rig.desk().register(new Register("audio_analyzer", 1, "/x", List.of()));
      Map<?, ?> change = client.next();
      while (change.isEmpty()) {
        change = client.next(); // a sign of life
      }
      client.leave();

      assertEquals(6, first.size());
      assertEquals(Set.of("audio_analyzer"), change.keySet());
      assertTrue(
          change.get("audio_analyzer") instanceof Map<?, ?> audio
              && "active".equals(audio.get("state")));
      assertEquals(Answer.done("the tail has ended"), tail.get(5, TimeUnit.SECONDS));
    }
  }

  @Test
  void givesASignOfLifeWhileNothingHappens() throws Exception {
    var client = new Client();
    try (StatusRig rig = new StatusRig(new ScriptedServices(), Map.of())) {
      FutureTask<Answer> tail = tail(rig, client);
      client.next();

      assertEquals(Map.of(), client.next());
      client.leave();
      assertTrue(tail.get(5, TimeUnit.SECONDS).success());
    }
  }

  @Test
  void endsWithTheWorkersBlock() throws Exception {
    var client = new Client();
    FutureTask<Answer> tail;
    try (StatusRig rig = new StatusRig(new ScriptedServices(), Map.of())) {
      tail = tail(rig, client);
      client.next();
    }

    assertTrue(tail.get(5, TimeUnit.SECONDS).success());
  }

  @Test
  void needsAMsgId() throws Exception {
    var answer =
        new TailCommand(new Board()).answer(new Command(null, "tail", Map.of()), new Client());

    assertEquals(Answer.refused("tail needs a msg_id"), answer);
  }
}
