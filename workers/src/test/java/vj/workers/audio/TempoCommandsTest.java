package vj.workers.audio;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import vj.bus.control.Answer;
import vj.bus.control.Message.Command;
import vj.bus.control.NobodyThere;
import vj.bus.worker.WorkerCommand;
import vj.workers.audio.analysis.AnalysisParts;
import vj.workers.audio.analysis.TempoWish;

@Timeout(20)
class TempoCommandsTest {

  private final AudioFlow flow = AudioFlow.create(() -> {});
  private volatile @Nullable ScriptedAnalysis scripted;
  private final AnalysisLoop loop =
      new AnalysisLoop(
          flow,
          (rate, events) -> {
            var analysis = new ScriptedAnalysis(rate, events);
            scripted = analysis;
            return analysis;
          },
          AnalysisParts.ALL);
  private final Station analysing = new Station("audio-analysis", loop::run);
  private final TempoCommands commands = new TempoCommands(loop, flow.clock(), Timekeeper.SYSTEM);

  @AfterEach
  void stop() {
    analysing.close();
  }

  @Test
  void saysThatThereIsNoSoundYet() {
    analysing.start();

    Answer answer = ask("tempo_double", Map.of());

    assertFalse(answer.success());
    assertEquals("no sound has been heard yet", answer.message());
  }

  @Test
  void answersWithTheResultingTempoEvenInSilence() {
    listen();

    Answer answer = ask("tempo_halve", Map.of());

    assertTrue(answer.success(), answer::toString);
    assertEquals(
        Map.of("bpm", 120.0, "bpm_confidence", 1.0, "tempo_factor", 1.0, "tempo_frozen", false),
        answer.data());
    assertInstanceOf(TempoWish.Half.class, wish());
  }

  @Test
  void putsATapAtTheSoundThatWasHeardThen() {
    listen();
    float[] second = new float[44_100];
    flow.ring().write(second, second.length, System.nanoTime());
    await().until(() -> flow.ring().taken() > 44_000);
    double before = flow.clock().positionAt(System.nanoTime());

    assertTrue(ask("tap", Map.of()).success());

    double after = flow.clock().positionAt(System.nanoTime());
    double tapped = assertInstanceOf(TempoWish.Tap.class, wish()).position();
    assertTrue(tapped >= before && tapped <= after, before + " " + tapped + " " + after);
  }

  @Test
  void freezesAsItIsTold() {
    listen();

    ask("tempo_freeze", Map.of("on", true));
    assertInstanceOf(TempoWish.Freeze.class, wish());
    ask("tempo_freeze", Map.of("on", false));
    assertInstanceOf(TempoWish.Release.class, wish());
    ask("tempo_freeze", Map.of());
    assertInstanceOf(TempoWish.ToggleFreeze.class, wish());
  }

  @Test
  void refusesAnythingButTrueAndFalse() {
    listen();

    Answer answer = ask("tempo_freeze", Map.of("on", "yes"));

    assertFalse(answer.success());
    assertEquals("on must be true or false, not yes", answer.message());
  }

  @Test
  void doesNotWaitForeverForAnAnalysisThatHangs() {
    Answer answer = ask("tap", Map.of());

    assertEquals("the analysis has not answered within 500 ms", answer.message());
  }

  private void listen() {
    flow.ring().begin(44_100, 1);
    analysing.start();
    await().until(() -> scripted != null);
  }

  private TempoWish wish() {
    ScriptedAnalysis analysis = scripted;
    TempoWish wish = analysis == null ? null : analysis.wishes.poll();
    if (wish == null) {
      throw new AssertionError("no wish has arrived");
    }
    return wish;
  }

  private Answer ask(String name, Map<String, ?> fields) {
    Command command = new Command("1", name, new LinkedHashMap<>(fields));
    return commands.all().stream()
        .filter(own -> own.name().equals(name))
        .map(WorkerCommand::action)
        .findFirst()
        .orElseThrow()
        .answer(command, new NobodyThere());
  }
}
